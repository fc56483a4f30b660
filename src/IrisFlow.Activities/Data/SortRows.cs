namespace IrisFlow.Activities;

/// <summary>Puts rows in the order of some columns. Rows that are equal in all of them stay in the order they stand in.</summary>
/// <example>{ "by": ["species", "sepal_length"], "descending": ["sepal_length"] }</example>
[Activity("data.sort", Tags = ["order by"])]
public sealed class SortRows : Activity
{
    /// <summary>Rows to sort.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The columns to sort by, the most important first. Text is in the order of its code points; NaN stands behind all numbers.</summary>
    [ColumnOf(nameof(Rows))]
    public required IReadOnlyList<string> By { get; init; }

    /// <summary>Those of the columns whose greatest value comes first.</summary>
    public IReadOnlyList<string> Descending { get; init; } = [];

    /// <summary>Where rows without a value stand, whether ascending or descending.</summary>
    public NullPlace Nulls { get; init; } = NullPlace.Last;

    /// <summary>The same rows in order.</summary>
    [Port("rows")]
    public Out<Table> Sorted { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        shapes.Set(Sorted, shapes.Of(Rows));
        if (By is null)
        {
            // Left out of the workflow, which is reported where parameters are bound.
            return;
        }

        KeyColumns.Check(shapes, "by", By);
        foreach (var name in Descending.Except(By))
        {
            shapes.Report(new Finding("IF481", $"Column '{name}' is descending, but not among the columns to sort by.")
            {
                Port = "descending",
                Column = name,
                Expected = NearMiss.OneOf(name, By, "The columns to sort by are"),
            });
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        step.Write(Sorted, step.Read(Rows).SortBy([.. By.Select(c => new SortKey(c, Descending.Contains(c)))], Nulls, step.Cancellation));
        return Task.CompletedTask;
    }
}
