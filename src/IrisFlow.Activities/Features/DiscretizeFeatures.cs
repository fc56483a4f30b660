using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Activities;

/// <summary>Sorts numbers into bins whose edges are learned from the rows: bins of equal width, or with equally many rows.</summary>
/// <remarks>What was learned travels with the rows: a model trained on them scores raw rows, and <c>model.cross-validate</c> learns it again inside each fold.</remarks>
/// <example>{ "columns": ["age"], "bins": 4, "by": "quantiles" }</example>
[Activity("features.discretize", Tags = ["bin", "bucket", "quantile"])]
public sealed class DiscretizeFeatures : Activity
{
    /// <summary>Rows with numeric columns.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The columns.</summary>
    [ColumnOf(nameof(Rows), ColumnType.Int32, ColumnType.Int64, ColumnType.Float32, ColumnType.Float64)]
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>How many bins. There are fewer where values repeat so often that two edges are the same.</summary>
    [Range(2, 1000)]
    public int Bins { get; init; } = 5;

    /// <summary>How the edges are found: equal-width divides the range, quantiles divide the sorted values.</summary>
    public EdgesBy By { get; init; }

    /// <summary>The same rows; each column holds the number of the bin, from 0, as int32. Where there was no number there is no bin.</summary>
    [Port("rows")]
    public Out<Table> Binned { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Columns is not null)
        {
            var rows = shapes.Of(Rows);
            Field After(Field field) => Columns.Contains(field.Name) ? Discretized.After(field) : field;
            shapes.Set(Binned, rows with { Fields = [.. rows.Fields.Select(After)], Candidates = [.. rows.Candidates.Select(After)] });
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var rows = step.Read(Rows);
        step.Write(Binned, Preparation.Extend(rows, new Discretizer { Columns = Columns, Bins = Bins, By = By }.Fit(rows)));
        return Task.CompletedTask;
    }
}
