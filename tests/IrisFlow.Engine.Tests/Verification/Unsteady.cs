using System.Collections.Concurrent;

namespace IrisFlow.Engine.Tests;

/// <summary>Gives three rows in which one column counts how often it ran: never twice the same.</summary>
[Activity("test.unsteady")]
public sealed class Unsteady : Activity
{
    private static readonly ConcurrentDictionary<string, long> Counters = new();

    /// <summary>What tells the counters of different tests apart.</summary>
    public required string Name { get; init; }

    [Port("rows")]
    public In<Table> Given { get; init; }

    public Out<Table> Rows { get; } = new();

    /// <summary>A name of one test alone.</summary>
    public static string Fresh() => Guid.NewGuid().ToString("N");

    protected override Task RunAsync(StepContext step)
    {
        var count = Counters.AddOrUpdate(Name, 1, (_, n) => n + 1);
        step.Write(Rows, Table.Of(("id", Column.Of(1L, 2L, 3L)), ("count", Column.Of(count, 0L, 0L)), ("n", Column.Of(count, count, count))));
        return Task.CompletedTask;
    }
}
