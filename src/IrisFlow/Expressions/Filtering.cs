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
    public static Table Filter(this Table rows, Expression condition)
    {
        var kernel = condition.CompileCondition(rows.Schema);
        var kept = new int[rows.RowCount];
        var count = 0;
        foreach (var batch in Batch.Of(rows))
        {
            count += TrueRows((Column<bool>)kernel.Evaluate(batch), batch.Start, kept.AsSpan(count));
        }

        return count == rows.RowCount ? rows : rows.Take(kept.AsSpan(0, count));
    }

    private static int TrueRows(Column<bool> condition, int start, Span<int> kept)
    {
        var values = condition.Values;
        var validity = condition.Validity;
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            // Written always, counted when true: no branch for the processor to guess wrong.
            kept[count] = start + i;
            count += values[i] && validity[i] ? 1 : 0;
        }

        return count;
    }
}
