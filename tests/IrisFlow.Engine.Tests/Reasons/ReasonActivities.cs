namespace IrisFlow.Engine.Tests;

/// <summary>Gives a table of the columns that it is told, each full of one value.</summary>
[Activity("test.columns")]
public sealed class Columns : Activity
{
    public IReadOnlyList<string> Whole { get; init; } = [];

    public IReadOnlyList<string> Real { get; init; } = [];

    public long Value { get; init; }

    public int Count { get; init; } = 3;

    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        var whole = Whole.Select((n, i) => (n, (Column)Column.Of(Enumerable.Repeat(i == 0 ? Value : 0, Count).ToArray())));
        var real = Real.Select(n => (n, (Column)Column.Of(Enumerable.Repeat(0.5, Count).ToArray())));
        step.Write(Rows, Table.Of([.. whole, .. real]));
        return Task.CompletedTask;
    }
}

/// <summary>Passes a table on.</summary>
[Activity("test.pass")]
public sealed class Pass : Activity
{
    [Port("rows")]
    public required In<Table> Given { get; init; }

    [Port("rows")]
    public Out<Table> Passed { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        step.Write(Passed, step.Read(Given));
        return Task.CompletedTask;
    }
}

/// <summary>Gives another number whenever it runs, whatever it is asked.</summary>
[Activity("test.counter")]
public sealed class Counter : Activity
{
    private static long _count;

    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        step.Write(Rows, Table.Of(("n", Column.Of(Interlocked.Increment(ref _count)))));
        return Task.CompletedTask;
    }
}
