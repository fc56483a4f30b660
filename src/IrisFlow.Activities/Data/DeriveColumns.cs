namespace IrisFlow.Activities;

/// <summary>Computes columns from other columns, such as petal_length / petal_width.</summary>
/// <example>{ "columns": { "area": "sepal_length * sepal_width", "is_long": "sepal_length &gt; 6" } }</example>
[Activity("data.derive", Tags = ["compute", "formula", "mutate", "new column"])]
public sealed class DeriveColumns : Activity
{
    /// <summary>Rows to compute from.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>An expression for each column, by the column's name. They may read one another, in any order; an expression that reads the column it replaces means the one there was.</summary>
    [ExpressionOver(nameof(Rows))]
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>The same rows with the columns replaced where they stand, and new ones at the end.</summary>
    [Port("rows")]
    public Out<Table> Derived { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Columns is not null)
        {
            ColumnStep.Describe(shapes, Rows, Derived, "columns", new Derivation(Columns));
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step) => ColumnStep.RunAsync(step, Rows, Derived, new Derivation(Columns));
}
