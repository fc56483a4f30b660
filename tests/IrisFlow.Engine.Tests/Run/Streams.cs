using System.Collections.Concurrent;

namespace IrisFlow.Engine.Tests;

/// <summary>Does with its ports what the test that runs it says.</summary>
[Activity("test.streams")]
public sealed class Streams : Activity
{
    /// <summary>Rows of a batch as these tests write them: small, so that a table of a few is large already.</summary>
    public const int BatchRows = 5_000;

    private static readonly ConcurrentDictionary<string, Action<StepContext, Streams>> Works = new();

    public required string Name { get; init; }

    [Port("given")]
    public In<Table> Given { get; init; }

    [Port("rows")]
    public Out<Table> Rows { get; } = new();

    /// <summary>A name, of this test alone, for what a step shall do.</summary>
    public static string That(Action<StepContext, Streams> work)
    {
        var name = Guid.NewGuid().ToString("N");
        Works[name] = work;
        return name;
    }

    /// <summary>Numbers and texts without a pattern, more of them with every row.</summary>
    public static Table Table(int rows, long first = 0) => IrisFlow.Table.Of(
        ("n", Column.Of([.. Enumerable.Range(0, rows).Select(i => first + i)])),
        ("x", Column.Of([.. Enumerable.Range(0, rows).Select(i => Math.Sin(first + i))])),
        ("t", Column.Of([.. Enumerable.Range(0, rows).Select(i => i % 11 == 3 ? null : $"text {(first + i) * 7919 % 100_003}")]).AsNullable(true)));

    /// <summary>Writes a table batch by batch.</summary>
    /// <param name="table">The table.</param>
    /// <param name="before">Called before each batch with its number, from 0, and once more before the end.</param>
    public static string Writing(Table table, Action<StepContext, int>? before = null) => That((step, activity) =>
    {
        using var writer = step.Create(activity.Rows, table.Schema);
        var batch = 0;
        for (var start = 0; start < table.RowCount; start += BatchRows)
        {
            before?.Invoke(step, batch++);
            writer.Write(table.Slice(start, Math.Min(BatchRows, table.RowCount - start)));
        }

        before?.Invoke(step, batch);
        writer.Finish(table.Metadata);
    });

    /// <summary>Adds up the numbers of its input batch by batch.</summary>
    /// <param name="before">Called with the number of each batch, from 0, once it is read.</param>
    public static string Adding(Action<StepContext, int>? before = null) => That((step, activity) =>
    {
        var (sum, batch) = (0L, 0);
        foreach (var rows in step.Read(activity.Given).Batches(step.Cancellation))
        {
            before?.Invoke(step, batch++);
            foreach (var n in rows.Column<long>("n").Values)
            {
                sum += n;
            }
        }

        step.Write(activity.Rows, IrisFlow.Table.Of(("n", Column.Of(sum))));
    });

    protected override Task RunAsync(StepContext step)
    {
        Works[Name](step, this);
        return Task.CompletedTask;
    }
}
