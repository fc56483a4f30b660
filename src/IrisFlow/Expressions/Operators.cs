namespace IrisFlow;

/// <summary>Arithmetic and comparisons.</summary>
internal static class Operators
{
    public static Kernel? Bind(Binder binder, Binary binary)
    {
        var arithmetic = binary.Operator is "+" or "-" or "*" or "/" or "%";
        foreach (var side in (Node[])[binary.Left, binary.Right])
        {
            if (side is Literal { Value: null })
            {
                return binder.Wrong(side.At, "IF333", $"'{binary.Operator} null' is never true", "Ask with 'is null' or 'is not null'.");
            }
        }

        var (left, right) = (binder.Bind(binary.Left), binder.Bind(binary.Right));
        if (left is null || right is null)
        {
            return null;
        }

        var common = Binder.Common(left.Type, right.Type);
        var fits = common is { } type && (arithmetic ? type.IsNumeric() : type != ColumnType.Bool || binary.Operator is "=" or "!=");
        if (!fits)
        {
            return binder.Wrong(binary.At, "IF333", $"{left.Type.Name()} {binary.Operator} {right.Type.Name()} has no meaning", Hint(left.Type, right.Type, arithmetic));
        }

        var wanted = binary.Operator == "/" ? ColumnType.Float64 : common!.Value;
        (left, right) = (Binder.Widen(left, wanted), Binder.Widen(right, wanted));
        return arithmetic ? Arithmetic(binder, binary, left, right) : Compare(binary.Operator, left, right);
    }

    public static Kernel? Negate(Binder binder, Negate minus, Kernel? operand) => operand switch
    {
        null => null,
        { Type: ColumnType.Float64 } => new MapKernel<double, double>(operand, ColumnType.Float64, v => -v),
        { Type: ColumnType.Int64 } => Whole(binder, minus.At, "-", new ConstantKernel<long>(ColumnType.Int64, 0), operand, (a, b) => checked(a - b)),
        _ => binder.Wrong(minus.At, "IF333", $"Minus {operand.Type.Name()} has no meaning", "Minus stands before a number."),
    };

    /// <summary>A comparison of two kernels of the same type.</summary>
    public static Kernel Compare(string symbol, Kernel left, Kernel right)
    {
        // One loop serves both directions: a > b is b < a.
        if (symbol is ">" or ">=")
        {
            return left.Type == ColumnType.String ? Texts(symbol, left, right) : Compare(symbol == ">" ? "<" : "<=", right, left);
        }

        return left.Type switch
        {
            ColumnType.String => Texts(symbol, left, right),
            ColumnType.Float64 => Numbers<double>(symbol, left, right),
            ColumnType.Date => Numbers<int>(symbol, left, right),
            ColumnType.Bool when symbol == "=" => new BinaryKernel<bool, bool, BoolEqual>(left, right, ColumnType.Bool),
            ColumnType.Bool => new BinaryKernel<bool, bool, BoolNotEqual>(left, right, ColumnType.Bool),
            _ => Numbers<long>(symbol, left, right),
        };
    }

    private static Kernel Numbers<T>(string symbol, Kernel left, Kernel right)
        where T : unmanaged, System.Numerics.INumber<T> => symbol switch
        {
            "=" => new BinaryKernel<T, bool, Equal<T>>(left, right, ColumnType.Bool),
            "!=" => new BinaryKernel<T, bool, NotEqual<T>>(left, right, ColumnType.Bool),
            "<" => new BinaryKernel<T, bool, Less<T>>(left, right, ColumnType.Bool),
            _ => new BinaryKernel<T, bool, LessOrEqual<T>>(left, right, ColumnType.Bool),
        };

    private static Kernel Texts(string symbol, Kernel left, Kernel right) => new TextTestKernel(left, right, symbol switch
    {
        "=" => (a, b) => a.SequenceEqual(b),
        "!=" => (a, b) => !a.SequenceEqual(b),
        "<" => (a, b) => a.SequenceCompareTo(b) < 0,
        "<=" => (a, b) => a.SequenceCompareTo(b) <= 0,
        ">" => (a, b) => a.SequenceCompareTo(b) > 0,
        _ => (a, b) => a.SequenceCompareTo(b) >= 0,
    });

    private static Kernel Arithmetic(Binder binder, Binary binary, Kernel left, Kernel right) => (left.Type, binary.Operator) switch
    {
        (ColumnType.Int64, "+") => Whole(binder, binary.At, "+", left, right, (a, b) => checked(a + b)),
        (ColumnType.Int64, "-") => Whole(binder, binary.At, "-", left, right, (a, b) => checked(a - b)),
        (ColumnType.Int64, "*") => Whole(binder, binary.At, "*", left, right, (a, b) => checked(a * b)),
        (ColumnType.Int64, _) => new RemainderKernel(left, right),
        (_, "+") => new BinaryKernel<double, double, Add>(left, right, ColumnType.Float64),
        (_, "-") => new BinaryKernel<double, double, Subtract>(left, right, ColumnType.Float64),
        (_, "*") => new BinaryKernel<double, double, Multiply>(left, right, ColumnType.Float64),
        (_, "/") => new BinaryKernel<double, double, Divide>(left, right, ColumnType.Float64),
        _ => new BinaryKernel<double, double, Remainder>(left, right, ColumnType.Float64),
    };

    private static Kernel Whole(Binder binder, int at, string symbol, Kernel left, Kernel right, Func<long, long, long> function) =>
        new CheckedKernel(left, right, function, (a, b) => binder.Finding(
            at, "IF336", $"{a} {symbol} {b} does not fit a whole number of 64 bits", "Make one side floating-point: * 1.0."));

    private static string Hint(ColumnType left, ColumnType right, bool arithmetic)
    {
        var moment = left is ColumnType.Date or ColumnType.Timestamp ? left : right;
        return arithmetic ? "Both sides are numbers."
            : moment == ColumnType.Date ? "A day is written date '2026-01-31'."
            : moment == ColumnType.Timestamp ? "An instant is written timestamp '2026-01-31T12:30:00Z'."
            : left == ColumnType.Bool || right == ColumnType.Bool ? "True and false are compared with = and != only."
            : "Text stands in quotes, numbers do not; both sides are of one kind.";
    }
}
