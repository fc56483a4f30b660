namespace IrisFlow.Activities;

/// <summary>Sorts the numbers of a column into bins with given edges. To learn the edges from the rows, use features.discretize.</summary>
/// <example>{ "column": "age", "edges": [18, 65], "labels": ["young", "adult", "old"] }</example>
[Activity("data.bin", Tags = ["bucket", "cut", "discretize"])]
public sealed class BinColumn : Activity
{
    /// <summary>Rows with a numeric column.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The column.</summary>
    [ColumnOf(nameof(Rows), ColumnType.Int32, ColumnType.Int64, ColumnType.Float32, ColumnType.Float64)]
    public required string Column { get; init; }

    /// <summary>Where one bin ends and the next begins, ascending: 18, 65 makes three bins, below 18, from 18 up to 65, and from 65 on.</summary>
    public required IReadOnlyList<double> Edges { get; init; }

    /// <summary>A name for each bin, one more than edges. Without names the bins are numbered from 0, as int32.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The column of the bins; when not given, they replace the numbers.</summary>
    public string? Output { get; init; }

    /// <summary>The same rows with the bins; where there is no number, or NaN, there is no bin.</summary>
    [Port("rows")]
    public Out<Table> Binned { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Column is not null && Edges is not null)
        {
            ColumnStep.Describe(shapes, Rows, Binned, "edges", Bins());
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step) => ColumnStep.RunAsync(step, Rows, Binned, Bins());

    private Binning Bins() => new(Column, Edges, Labels, Output);
}
