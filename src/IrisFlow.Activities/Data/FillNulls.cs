namespace IrisFlow.Activities;

/// <summary>Puts a value in place of nulls. To fill with what the rows have on average, use features.impute.</summary>
/// <example>{ "values": { "price": "0", "city": "unknown" } }</example>
[Activity("data.fill-nulls", Tags = ["coalesce", "default", "missing"])]
public sealed class FillNulls : Activity
{
    /// <summary>Rows with nulls.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The value for each column, as text: 0, unknown, 2026-01-31.</summary>
    [ColumnOf(nameof(Rows))]
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The same rows; the columns hold no nulls, and their schema says so.</summary>
    [Port("rows")]
    public Out<Table> Filled { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Values is not null)
        {
            ColumnStep.Describe(shapes, Rows, Filled, "values", new NullFilling(Values));
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step) => ColumnStep.RunAsync(step, Rows, Filled, new NullFilling(Values));
}
