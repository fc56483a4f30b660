using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Activities;

/// <summary>Holds out a share of the rows at random, to test on; on demand so that both parts have the same proportions of a column.</summary>
[Activity("data.split")]
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
        var rows = step.Read(Rows);
        var (strata, count) = By is null ? (new int[rows.RowCount], 1) : Strata.Of(rows[By]);
        var heldOut = Strata.Draw(strata, count, HeldOut, new SeededRandom(Seed));
        var train = new List<int>(rows.RowCount);
        var test = new List<int>();
        for (var row = 0; row < rows.RowCount; row++)
        {
            (heldOut[row] ? test : train).Add(row);
        }

        if (train.Count == 0 || test.Count == 0)
        {
            step.Warn($"Of {rows.RowCount} rows {test.Count} are held out and {train.Count} are left: one part is empty.");
        }

        step.Write(Train, rows.Take(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(train)));
        step.Write(Test, rows.Take(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(test)));
        return Task.CompletedTask;
    }
}
