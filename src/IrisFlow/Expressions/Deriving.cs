namespace IrisFlow;

/// <summary>Columns computed from other columns.</summary>
public static class Deriving
{
    /// <summary>The table with a computed column added at the end, or replaced where it stands.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="expression">Such as <c>petal_length / petal_width</c>. It may read the column that it replaces.</param>
    /// <exception cref="IrisFlowException">The text is no expression or does not fit the columns, which names all that is wrong, or a value can't be computed.</exception>
    public static Table Derive(this Table rows, string name, string expression) => rows.Derive(name, Expression.Parse(expression));

    /// <summary>The same, for an expression that is parsed already.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="expression">Parsed once, it serves many tables and many threads.</param>
    /// <exception cref="IrisFlowException">The expression does not fit the columns, or a value can't be computed.</exception>
    public static Table Derive(this Table rows, string name, Expression expression) => rows.With(name, expression.Evaluate(rows));
}
