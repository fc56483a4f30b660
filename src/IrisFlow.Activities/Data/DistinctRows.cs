namespace IrisFlow.Activities;

/// <summary>Keeps the first of rows that are the same, in all columns or in some.</summary>
/// <example>{ "by": ["customer"] }</example>
[Activity("data.distinct", Tags = ["deduplicate", "duplicates", "unique"])]
public sealed class DistinctRows : Activity
{
    /// <summary>Rows to look at.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The columns to compare; all columns when none is named. Missing values are the same as missing values.</summary>
    [ColumnOf(nameof(Rows))]
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>The rows kept, with all columns, in their order.</summary>
    [Port("rows")]
    public Out<Table> Kept { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes) => shapes.Set(Kept, shapes.Of(Rows));

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        step.Write(Kept, step.Read(Rows).Distinct(By, step.Cancellation));
        return Task.CompletedTask;
    }
}
