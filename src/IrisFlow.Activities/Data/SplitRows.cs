using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Activities;

/// <summary>Holds out a share of the rows at random, to test on; on demand so that both parts have the same proportions of a column.</summary>
/// <example>{ "by": "species", "heldOut": 0.2, "seed": 7 }</example>
[Activity("data.split", Tags = ["hold out", "stratify", "train and test"])]
public sealed class SplitRows : Activity
{
    /// <summary>Rows to split.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The column whose proportions both parts keep, usually the target; without one, all rows are drawn alike.</summary>
    [ColumnOf(nameof(Rows))]
    public string? By { get; init; }

    /// <summary>The share of rows held out, above 0 and below 1.</summary>
    [Range(0.0001, 0.9999)]
    public double HeldOut { get; init; } = 0.2;

    /// <summary>Another seed draws other rows; the same seed draws the same, on every machine.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Rows to learn from, in their order.</summary>
    public Out<Table> Train { get; } = new();

    /// <summary>Rows held out, in their order.</summary>
    public Out<Table> Test { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        shapes.Set(Train, shapes.Of(Rows));
        shapes.Set(Test, shapes.Of(Rows));
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        // Twice through the rows, so that they need not be in memory: first the one column that says which rows belong together, then all.
        var rows = step.Read(Rows);
        var strata = new Strata();
        var heldOut = Strata.Draw(Sizes(rows, strata, step.Cancellation), HeldOut, new SeededRandom(Seed));
        using var train = step.Create(Train, rows.Schema);
        using var test = step.Create(Test, rows.Schema);
        var seen = new int[heldOut.Length];
        foreach (var batch in rows.Batches(step.Cancellation))
        {
            Divide(batch, By is null ? null : strata.Next(batch[By]), heldOut, seen, train, test);
            step.Report((train.RowCount + (double)test.RowCount) / rows.RowCount);
        }

        if (train.RowCount == 0 || test.RowCount == 0)
        {
            step.Warn($"Of {rows.RowCount} rows {test.RowCount} are held out and {train.RowCount} are left: one part is empty.");
        }

        train.Finish(rows.Metadata);
        test.Finish(rows.Metadata);
        return Task.CompletedTask;
    }

    private int[] Sizes(Table rows, Strata strata, CancellationToken cancellation)
    {
        if (By is null)
        {
            return [rows.RowCount];
        }

        var sizes = new List<int>();
        foreach (var batch in rows.Select(By).Batches(cancellation))
        {
            foreach (var group in strata.Next(batch.Columns[0]))
            {
                if (group == sizes.Count)
                {
                    sizes.Add(0);
                }

                sizes[group]++;
            }
        }

        return [.. sizes];
    }

    /// <summary>Writes each row to its part.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="groups">The group of each row; null where there is one.</param>
    /// <param name="heldOut">For each group which of its members are held out.</param>
    /// <param name="seen">How many members of each group came before; counted on.</param>
    /// <param name="train">One part.</param>
    /// <param name="test">The other.</param>
    private static void Divide(Table batch, int[]? groups, BitArray[] heldOut, int[] seen, TableWriter train, TableWriter test)
    {
        var (left, right) = (new int[batch.RowCount], new int[batch.RowCount]);
        var (kept, held) = (0, 0);
        for (var row = 0; row < batch.RowCount; row++)
        {
            var group = groups is null ? 0 : groups[row];
            if (heldOut[group][seen[group]++])
            {
                right[held++] = row;
            }
            else
            {
                left[kept++] = row;
            }
        }

        train.Write(batch.Take(left.AsSpan(0, kept)));
        test.Write(batch.Take(right.AsSpan(0, held)));
    }
}
