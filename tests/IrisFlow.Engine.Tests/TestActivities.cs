using System.Collections.Concurrent;

namespace IrisFlow.Engine.Tests;

/// <summary>Gives one row with a number.</summary>
[Activity("test.number")]
public sealed class Number : Activity
{
    public int Value { get; init; } = 1;

    public Out<Table> Rows { get; } = new();

    protected override void Describe(StepShapes shapes) => shapes.Set(Rows, Shape.Of(new Schema(new Field("n", ColumnType.Int64))));

    protected override Task RunAsync(StepContext step)
    {
        step.Write(Rows, Table.Of(("n", Column.Of((long)Value))));
        return Task.CompletedTask;
    }
}

/// <summary>Adds to every number; with parity, only whether the sum is odd is left.</summary>
[Activity("test.add")]
public sealed class Add : Activity
{
    [Port("rows")]
    public required In<Table> Given { get; init; }

    public long By { get; init; }

    public bool Parity { get; init; }

    [Port("rows")]
    public Out<Table> Sum { get; } = new();

    protected override void Describe(StepShapes shapes) => shapes.Set(Sum, shapes.Of(Given));

    protected override Task RunAsync(StepContext step)
    {
        var numbers = step.Read(Given).Column<long>("n").Values.ToArray();
        step.Write(Sum, Table.Of(("n", Column.Of(Array.ConvertAll(numbers, n => Parity ? (n + By) % 2 : n + By)))));
        return Task.CompletedTask;
    }
}

/// <summary>Adds the numbers of two tables.</summary>
[Activity("test.join")]
public sealed class Join : Activity
{
    public required In<Table> Left { get; init; }

    public required In<Table> Right { get; init; }

    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        step.Write(Rows, Table.Of(("n", Column.Of(step.Read(Left).Column<long>("n")[0] + step.Read(Right).Column<long>("n")[0]))));
        return Task.CompletedTask;
    }
}

/// <summary>Reads a number from a file.</summary>
[Activity("test.file")]
public sealed class NumberFile : Activity
{
    [SourceFile]
    public required string Path { get; init; }

    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        step.Write(Rows, Table.Of(("n", Column.Of(long.Parse(File.ReadAllText(step.Environment.PathOf(Path)))))));
        return Task.CompletedTask;
    }
}

/// <summary>Does what the test that runs it has put under a name, then passes a number on.</summary>
[Activity("test.hook")]
public sealed class Hook : Activity
{
    private static readonly ConcurrentDictionary<string, Func<StepContext, Task>> Hooks = new();

    public required string Name { get; init; }

    [Port("rows")]
    public In<Table> Given { get; init; }

    [Port("rows")]
    public Out<Table> Passed { get; } = new();

    /// <summary>A name, of this test alone, for what a step shall do.</summary>
    public static string That(Func<StepContext, Task> work)
    {
        var name = Guid.NewGuid().ToString("N");
        Hooks[name] = work;
        return name;
    }

    public static string That(Action work) => That(_ =>
    {
        work();
        return Task.CompletedTask;
    });

    /// <summary>Does what stands under a name.</summary>
    public static Task RunAsync(string name, StepContext step) => Hooks[name](step);

    protected override async Task RunAsync(StepContext step)
    {
        if (StepContext.IsWired<Table>(Given))
        {
            step.Read(Given);
        }

        await Hooks[Name](step);
        step.Write(Passed, Table.Of(("n", Column.Of(Name))));
    }
}

/// <summary>Sends something away.</summary>
[Activity("test.send")]
[SideEffect]
public sealed class Send : Activity
{
    [Port("rows")]
    public required In<Table> Given { get; init; }

    [Port("rows")]
    public Out<Table> Sent { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        step.Write(Sent, step.Read(Given));
        return Task.CompletedTask;
    }
}

/// <summary>One parameter of each type there is.</summary>
[Activity("test.everything")]
public sealed class Everything : Activity
{
    public string Text { get; init; } = "";

    public bool Flag { get; init; }

    public int Whole { get; init; }

    public long Long { get; init; }

    public double Number { get; init; }

    public double? Maybe { get; init; }

    public DayOfWeek Day { get; init; }

    public IReadOnlyList<string> Texts { get; init; } = [];

    public IReadOnlyList<double> Numbers { get; init; } = [];

    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    public Taste? Taste { get; init; }

    public IReadOnlyList<Taste> Tastes { get; init; } = [];

    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        step.Write(Rows, Table.Of(("n", Column.Of(Whole))));
        return Task.CompletedTask;
    }
}

/// <summary>A family of kinds.</summary>
public abstract class Taste;

/// <summary>Sweet to a degree.</summary>
[Kind("sweet")]
public sealed class Sweet : Taste
{
    public double Degree { get; init; } = 1;
}

/// <summary>One taste after another.</summary>
[Kind("then")]
public sealed class Then : Taste
{
    public Taste First { get; init; } = new Sweet();
}
