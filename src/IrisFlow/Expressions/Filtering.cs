namespace IrisFlow;

/// <summary>Rows for which a condition is true.</summary>
public static class Filtering
{
    /// <summary>The rows for which a condition is true, in their order; those for which it is false or unknown are dropped.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="condition">Such as <c>sepal_length &lt;= 5 and species != 'setosa'</c>.</param>
    /// <exception cref="IrisFlowException">The text is no expression, does not fit the columns, or is no condition; all that is wrong is named.</exception>
    public static Table Filter(this Table rows, string condition) => rows.Filter(Expression.Parse(condition));

    /// <summary>The same, for a condition that is parsed already.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="condition">Parsed once, it serves many tables and many threads.</param>
    /// <exception cref="IrisFlowException">The expression does not fit the columns, or is no condition.</exception>
    public static Table Filter(this Table rows, Expression condition) => rows.Keep(condition.Rows(rows));
}
