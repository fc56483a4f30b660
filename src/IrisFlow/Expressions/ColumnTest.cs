namespace IrisFlow;

/// <summary>What a condition asks of one column. Rows that fail it are never kept, whatever else the condition says.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Value">
/// With what: a <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="DateOnly"/> or <see cref="DateTime"/>; null where nulls are asked for.
/// </param>
public sealed record ColumnTest(string Column, ColumnComparison Comparison, object? Value = null)
{
    /// <summary>The tests that every row a condition keeps must pass: the comparisons of a column with a value that <c>and</c> joins.</summary>
    internal static IReadOnlyList<ColumnTest> Of(Node condition)
    {
        var tests = new List<ColumnTest>();
        var open = new Stack<Node>([condition]);
        while (open.TryPop(out var node))
        {
            if (node is Binary { Operator: "and" } both)
            {
                open.Push(both.Right);
                open.Push(both.Left);
            }
            else if (node is Between { Operand: ColumnName column, Low: Literal { Value: not (null or bool) } low, High: Literal { Value: not (null or bool) } high })
            {
                tests.Add(new(column.Name, ColumnComparison.GreaterOrEqual, low.Value));
                tests.Add(new(column.Name, ColumnComparison.LessOrEqual, high.Value));
            }
            else if (Single(node) is { } test)
            {
                tests.Add(test);
            }
        }

        return tests;
    }

    private static ColumnTest? Single(Node node) => node switch
    {
        IsNull { Operand: ColumnName column } => new(column.Name, ColumnComparison.IsNull),
        Not { Operand: IsNull { Operand: ColumnName column } } => new(column.Name, ColumnComparison.IsNotNull),
        Binary { Left: ColumnName column, Right: Literal { Value: not (null or bool) } literal } binary => Compared(column.Name, binary.Operator, literal.Value),
        Binary { Left: Literal { Value: not (null or bool) } literal, Right: ColumnName column } binary => Compared(column.Name, Turned(binary.Operator), literal.Value),
        _ => null,
    };

    private static ColumnTest? Compared(string column, string symbol, object value) => symbol switch
    {
        "=" => new(column, ColumnComparison.Equal, value),
        "<" => new(column, ColumnComparison.Less, value),
        "<=" => new(column, ColumnComparison.LessOrEqual, value),
        ">" => new(column, ColumnComparison.Greater, value),
        ">=" => new(column, ColumnComparison.GreaterOrEqual, value),
        "!=" => new(column, ColumnComparison.IsNotNull),
        _ => null,
    };

    private static string Turned(string symbol) => symbol switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => symbol,
    };
}

/// <summary>How a <see cref="ColumnTest"/> compares.</summary>
public enum ColumnComparison
{
    /// <summary>The value itself.</summary>
    Equal,

    /// <summary>Less than the value.</summary>
    Less,

    /// <summary>The value or less.</summary>
    LessOrEqual,

    /// <summary>More than the value.</summary>
    Greater,

    /// <summary>The value or more.</summary>
    GreaterOrEqual,

    /// <summary>No value in the row.</summary>
    IsNull,

    /// <summary>Any value in the row.</summary>
    IsNotNull,
}
