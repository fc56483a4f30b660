using System.Collections.Concurrent;

namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>How often the body of each step was run, by run and step: what the promise is about, counted where it happens.</summary>
internal static class Bodies
{
    private static readonly ConcurrentDictionary<string, int> Counts = new();

    public static void Ran(StepContext step) => Counts.AddOrUpdate(Name(step.IdempotencyKey), 1, (_, n) => n + 1);

    public static int Of(string run, string step) => Counts.GetValueOrDefault($"{run}/{step}");

    // run/step/key
    private static string Name(string idempotencyKey) => idempotencyKey[..idempotencyKey.LastIndexOf('/')];
}

/// <summary>Numbers from 0.</summary>
[Activity("fault.numbers")]
public sealed class Numbers : Activity
{
    /// <summary>How many.</summary>
    public int Count { get; init; } = 5;

    /// <summary>The numbers.</summary>
    public Out<Table> Rows { get; } = new();

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        Bodies.Ran(step);
        step.Write(Rows, Table.Of(("n", Column.Of([.. Enumerable.Range(0, Count).Select(i => (long)i)]))));
        return Task.CompletedTask;
    }
}

/// <summary>Gives two tables at once.</summary>
[Activity("fault.pair")]
public sealed class Pair : Activity
{
    /// <summary>A number.</summary>
    public Out<Table> One { get; } = new();

    /// <summary>Another number.</summary>
    public Out<Table> Two { get; } = new();

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        Bodies.Ran(step);
        step.Write(One, Table.Of(("n", Column.Of(1L))));
        step.Write(Two, Table.Of(("n", Column.Of(2L))));
        return Task.CompletedTask;
    }
}

/// <summary>Doubles every number, batch by batch.</summary>
[Activity("fault.double")]
public sealed class Double : Activity
{
    /// <summary>Numbers.</summary>
    [Port("rows")]
    public required In<Table> Given { get; init; }

    /// <summary>Twice the numbers.</summary>
    [Port("rows")]
    public Out<Table> Doubled { get; } = new();

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        Bodies.Ran(step);
        step.Map(Given, Doubled, rows => Table.Of(("n", Column.Of(Array.ConvertAll(rows.Column<long>("n").Values.ToArray(), n => n * 2)))));
        return Task.CompletedTask;
    }
}

/// <summary>Adds to every number.</summary>
[Activity("fault.add")]
public sealed class Add : Activity
{
    /// <summary>Numbers.</summary>
    [Port("rows")]
    public required In<Table> Given { get; init; }

    /// <summary>How much.</summary>
    public long By { get; init; }

    /// <summary>The sums.</summary>
    [Port("rows")]
    public Out<Table> Sum { get; } = new();

    /// <inheritdoc/>
    protected override async Task RunAsync(StepContext step)
    {
        Bodies.Ran(step);
        var numbers = step.Read(Given).Column<long>("n").Values.ToArray();
        await Task.Yield();
        step.Write(Sum, Table.Of(("n", Column.Of(Array.ConvertAll(numbers, n => n + By)))));
    }
}

/// <summary>Passes numbers on when the step that made them is on record: what follows is never in one commit with it.</summary>
[Activity("fault.later")]
public sealed class Later : Activity
{
    /// <summary>Numbers.</summary>
    [Port("rows")]
    public required In<Table> Given { get; init; }

    /// <summary>The step that made them.</summary>
    public required string After { get; init; }

    /// <summary>One more than the numbers.</summary>
    [Port("rows")]
    public Out<Table> Passed { get; } = new();

    /// <inheritdoc/>
    protected override async Task RunAsync(StepContext step)
    {
        Bodies.Ran(step);
        var numbers = step.Read(Given).Column<long>("n").Values.ToArray();
        while (Rows.Of(step.Environment.PathOf("irisflow.db"), $"SELECT 1 FROM steps WHERE step = '{After}' AND state IN ('succeeded', 'reused')").Count == 0)
        {
            step.Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        step.Write(Passed, Table.Of(("n", Column.Of(Array.ConvertAll(numbers, n => n + 1)))));
    }
}

/// <summary>Adds two columns of numbers, and gives what is left over as well.</summary>
[Activity("fault.join")]
public sealed class Join : Activity
{
    /// <summary>Numbers.</summary>
    public required In<Table> Left { get; init; }

    /// <summary>As many numbers.</summary>
    public required In<Table> Right { get; init; }

    /// <summary>The sums.</summary>
    public Out<Table> Rows { get; } = new();

    /// <summary>The differences.</summary>
    public Out<Table> Rest { get; } = new();

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        Bodies.Ran(step);
        var (left, right) = (step.Read(Left).Column<long>("n").Values.ToArray(), step.Read(Right).Column<long>("n").Values.ToArray());
        step.Write(Rows, Table.Of(("n", Column.Of([.. left.Zip(right, (l, r) => l + r)]))));
        step.Write(Rest, Table.Of(("n", Column.Of([.. left.Zip(right, (l, r) => l - r)]))));
        return Task.CompletedTask;
    }
}

/// <summary>Sends numbers away: an effect outside, never reused between runs.</summary>
[Activity("fault.send")]
[SideEffect]
public sealed class Send : Activity
{
    /// <summary>Numbers.</summary>
    [Port("rows")]
    public required In<Table> Given { get; init; }

    /// <summary>What was sent.</summary>
    [Port("rows")]
    public Out<Table> Sent { get; } = new();

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        Bodies.Ran(step);
        step.Write(Sent, step.Read(Given));
        return Task.CompletedTask;
    }
}

/// <summary>Rings a bell: an effect outside, and no output at all.</summary>
[Activity("fault.ring")]
[SideEffect]
public sealed class Ring : Activity
{
    /// <summary>Numbers.</summary>
    [Port("rows")]
    public required In<Table> Given { get; init; }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        Bodies.Ran(step);
        step.Read(Given);
        return Task.CompletedTask;
    }
}

/// <summary>Calls what the test that runs it has put under a name, then passes its numbers on.</summary>
[Activity("fault.call")]
public sealed class Call : Activity
{
    private static readonly ConcurrentDictionary<string, Func<StepContext, Task>> Work = new();

    /// <summary>What to call.</summary>
    public required string Name { get; init; }

    /// <summary>Numbers.</summary>
    [Port("rows")]
    public required In<Table> Given { get; init; }

    /// <summary>The same numbers.</summary>
    [Port("rows")]
    public Out<Table> Passed { get; } = new();

    /// <summary>Puts work under a name of its own.</summary>
    public static string That(Func<StepContext, Task> work)
    {
        var name = Guid.NewGuid().ToString("N");
        Work[name] = work;
        return name;
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(StepContext step)
    {
        Bodies.Ran(step);
        await Work[Name](step);
        step.Write(Passed, step.Read(Given));
    }
}
