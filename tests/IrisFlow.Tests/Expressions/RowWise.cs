namespace IrisFlow.Tests;

/// <summary>The rules of the expression language once more, in the plainest way: one row at a time, null for unknown.</summary>
internal static class RowWise
{
    public static object? Evaluate(Node node, Table rows, int row) => node switch
    {
        Literal literal => literal.Value,
        ColumnName column => Widened(rows[column.Name].ValueAt(row)),
        Negate minus => Evaluate(minus.Operand, rows, row) switch { long v => (object)-v, double v => -v, _ => null },
        Not not => !(bool?)Evaluate(not.Operand, rows, row),
        IsNull test => Evaluate(test.Operand, rows, row) is null,
        InList list => In(Evaluate(list.Operand, rows, row), list.Values),
        Binary { Operator: "and" } and => (bool?)Evaluate(and.Left, rows, row) & (bool?)Evaluate(and.Right, rows, row),
        Binary { Operator: "or" } or => (bool?)Evaluate(or.Left, rows, row) | (bool?)Evaluate(or.Right, rows, row),
        Binary binary => Evaluate(binary.Left, rows, row) is { } left && Evaluate(binary.Right, rows, row) is { } right ? Apply(binary.Operator, left, right) : null,
        Between between => Evaluate(new Binary(0, "and", new Binary(0, ">=", between.Operand, between.Low), new Binary(0, "<=", between.Operand, between.High)), rows, row),
        Cast { Trying: true } cast => Evaluate(cast.Operand, rows, row) is string text && long.TryParse(text, out var whole) ? whole : null,
        Cast cast => Evaluate(cast.Operand, rows, row) is bool flag ? flag ? 1.0 : 0.0 : null,
        Call { Function: "if" } call => Typed(call, Evaluate(call.Arguments[0], rows, row) is true ? call.Arguments[1] : call.Arguments[2], rows, row),
        Call { Function: "nullif" } call => Evaluate(call.Arguments[0], rows, row) is { } value && !(Evaluate(call.Arguments[1], rows, row) is { } other && (bool)Apply("=", value, other)!) ? value : null,
        Call { Function: "coalesce" } call => call.Arguments.Select(a => Evaluate(a, rows, row)).FirstOrDefault(v => v is not null),
        Call call => call.Arguments.Select(a => Evaluate(a, rows, row)).ToArray() is var values && values.Contains(null) ? null : Called(call.Function, values!),
        _ => throw new NotSupportedException(),
    };

    // A whole number in one branch is floating-point where the other branch is.
    private static object? Typed(Call call, Node taken, Table rows, int row)
    {
        var value = Evaluate(taken, rows, row);
        return value is long v && new Binder("", Shape.Of(rows.Schema), _ => { }).Bind(call)!.Type == ColumnType.Float64 ? (double)v : value;
    }

    private static object? Widened(object? value) => value switch { int v => (long)v, float v => (double)v, _ => value };

    private static object? In(object? value, IReadOnlyList<Literal> list)
    {
        bool? found = false;
        foreach (var item in list)
        {
            found |= value is null || item.Value is null ? null : (bool?)Apply("=", value, item.Value);
        }

        return found;
    }

    private static object? Apply(string symbol, object left, object right)
    {
        if (left is long a && right is long b && symbol is "+" or "-" or "*" or "%")
        {
            return symbol switch { "+" => (object)checked(a + b), "-" => checked(a - b), "*" => checked(a * b), _ => b == 0 ? null : a % b };
        }

        if (symbol == "||")
        {
            return (string)left + (string)right;
        }

        if (left is long or double)
        {
            var (x, y) = (Convert.ToDouble(left), Convert.ToDouble(right));
            return symbol switch
            {
                "+" => x + y,
                "-" => x - y,
                "*" => x * y,
                "/" => x / y,
                "%" => x % y,
                "=" => x == y,
                "!=" => x != y,
                "<" => x < y,
                "<=" => x <= y,
                ">" => x > y,
                _ => x >= y,
            };
        }

        var order = left is string s ? string.CompareOrdinal(s, (string)right) : ((IComparable)left).CompareTo(right);
        return symbol switch { "=" => order == 0, "!=" => order != 0, "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    private static object Called(string function, object[] values) => function switch
    {
        "abs" => values[0] is long v ? (object)Math.Abs(v) : Math.Abs((double)values[0]),
        "min" => values[0] is long ? (object)Math.Min((long)values[0], (long)values[1]) : Math.Min((double)values[0], (double)values[1]),
        "length" => (long)((string)values[0]).Length,
        "upper" => ((string)values[0]).ToUpperInvariant(),
        "contains" => ((string)values[0]).Contains((string)values[1], StringComparison.Ordinal),
        "day" => (long)((DateOnly)values[0]).Day,
        _ => throw new NotSupportedException(function),
    };
}
