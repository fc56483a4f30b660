namespace IrisFlow;

/// <summary>Arithmetic and comparisons.</summary>
internal static class Operators
{
    public static Kernel? Bind(Binder binder, Binary binary)
    {
        var symbol = binary.Operator;
        foreach (var side in (Node[])[binary.Left, binary.Right])
        {
            if (side is Literal { Value: null })
            {
                return binder.Wrong(side.At, "IF333", $"'{symbol} null' is never true", "Ask with 'is null' or 'is not null'.");
            }
        }

        var (left, right) = (binder.Bind(binary.Left), binder.Bind(binary.Right));
        if (left is null || right is null)
        {
            return null;
        }

        if (symbol is "=" or "!=" or "<" or "<=" or ">" or ">=")
        {
            var fits = Promotion.Common(left.Type, right.Type) is { } type && (type != ColumnType.Bool || symbol is "=" or "!=");
            return fits ? Comparing.Bind(symbol, left, right) : Meaningless(binder, binary, left, right);
        }

        (left, right) = (Promotion.Of(left), Promotion.Of(right));
        return (left, right) switch
        {
            (TextKernel a, TextKernel b) when symbol == "||" => new ConcatKernel([a, b]),
            (Kernel<int> { Type: ColumnType.Date } day, Kernel<long> { Type: ColumnType.Int64 } days) when symbol is "+" or "-" => Dates.Move(binder, binary, day, days),
            (Kernel<long> { Type: ColumnType.Int64 } days, Kernel<int> { Type: ColumnType.Date } day) when symbol == "+" => Dates.Move(binder, binary, day, days),
            _ when symbol != "||" && left.Type.IsNumeric() && right.Type.IsNumeric() => Arithmetic(binder, binary, left, right),
            _ => Meaningless(binder, binary, left, right),
        };
    }

    public static Kernel? Between(Binder binder, Between between)
    {
        var (operand, low, high) = (binder.Bind(between.Operand), Bound(between.Low), Bound(between.High));
        if (operand is null || low is null || high is null)
        {
            return null;
        }

        // Computed once for both comparisons.
        operand = Shared(operand);
        var (above, below) = (Half(">=", low), Half("<=", high));
        return above is null || below is null ? null : new LogicKernel(above, below, both: true);

        Kernel? Bound(Node node) => node is Literal { Value: null }
            ? binder.Wrong(node.At, "IF333", "'between null' is never true", "Ask with 'is null' or 'is not null'.")
            : binder.Bind(node);

        ConditionKernel? Half(string symbol, Kernel bound)
        {
            if (Promotion.Common(operand!.Type, bound.Type) is not (null or ColumnType.Bool))
            {
                return Comparing.Bind(symbol, operand, bound);
            }

            binder.Wrong(between.At, "IF333", $"{operand.Type.Name()} {symbol} {bound.Type.Name()} has no meaning", Hint(operand.Type, bound.Type, symbol));
            return null;
        }
    }

    public static Kernel? Negate(Binder binder, Negate minus, Kernel? operand) => operand switch
    {
        null => null,
        Kernel<double> number => new ZipKernel<double, Multiply>(number, new ConstantKernel<double>(ColumnType.Float64, -1)),
        Kernel<long> { Type: ColumnType.Int64 } number => new CheckedKernel<CheckedSubtract>(new ConstantKernel<long>(ColumnType.Int64, 0), number, Overflow(binder, minus.At, "-")),
        _ => binder.Wrong(minus.At, "IF333", $"Minus {operand.Type.Name()} has no meaning", "Minus stands before a number."),
    };

    /// <summary>A kernel that may be used twice.</summary>
    public static Kernel Shared(Kernel kernel) => kernel switch
    {
        { IsConstant: true } or ColumnText or ColumnKernel<int> or ColumnKernel<long> or ColumnKernel<float> or ColumnKernel<double> => kernel,
        Kernel<int> k => new SharedKernel<int>(k),
        Kernel<long> k => new SharedKernel<long>(k),
        Kernel<float> k => new SharedKernel<float>(k),
        Kernel<double> k => new SharedKernel<double>(k),
        TextKernel k => new SharedText(k),
        _ => kernel,
    };

    /// <summary>What to say of a result of more than 64 bits.</summary>
    public static Func<long, long, Finding> Overflow(Binder binder, int at, string symbol) => (a, b) => binder.Finding(
        at, "IF336", $"{a} {symbol} {b} does not fit a whole number of 64 bits", "Make one side floating-point: * 1.0.");

    private static Kernel Arithmetic(Binder binder, Binary binary, Kernel left, Kernel right)
    {
        if (left is Kernel<long> a && right is Kernel<long> b && binary.Operator != "/")
        {
            var overflow = Overflow(binder, binary.At, binary.Operator);
            return binary.Operator switch
            {
                "+" => new CheckedKernel<CheckedAdd>(a, b, overflow),
                "-" => new CheckedKernel<CheckedSubtract>(a, b, overflow),
                "*" => new CheckedKernel<CheckedMultiply>(a, b, overflow),
                _ => new RemainderKernel(a, b),
            };
        }

        var (x, y) = ((Kernel<double>)Promotion.To(left, ColumnType.Float64), (Kernel<double>)Promotion.To(right, ColumnType.Float64));
        return binary.Operator switch
        {
            "+" => new ZipKernel<double, Add>(x, y),
            "-" => new ZipKernel<double, Subtract>(x, y),
            "*" => new ZipKernel<double, Multiply>(x, y),
            "/" => new ZipKernel<double, Divide>(x, y),
            _ => new ZipKernel<double, Remainder>(x, y),
        };
    }

    private static Kernel? Meaningless(Binder binder, Binary binary, Kernel left, Kernel right) => binder.Wrong(
        binary.At,
        "IF333",
        $"{left.Type.Name()} {binary.Operator} {right.Type.Name()} has no meaning",
        Hint(left.Type, right.Type, binary.Operator));

    private static string Hint(ColumnType left, ColumnType right, string symbol)
    {
        var moment = Promotion.IsMoment(left) ? left : right;
        return symbol == "||" ? "Both sides are text: cast(x as string)."
            : symbol == "-" && left == right && Promotion.IsMoment(left) ? "days_between(a, b) and seconds_between(a, b) tell how far two of them are apart."
            : symbol == "+" && left == right && left == ColumnType.String ? "Texts are joined with ||."
            : symbol is "+" or "-" or "*" or "/" or "%" ? "Both sides are numbers, or one is a date and the other a whole number of days."
            : moment == ColumnType.Date ? "A day is written date '2026-01-31'."
            : moment == ColumnType.Timestamp ? "An instant is written timestamp '2026-01-31T12:30:00Z'."
            : left == ColumnType.Bool || right == ColumnType.Bool ? "True and false are compared with = and != only."
            : "Text stands in quotes, numbers do not; both sides are of one kind.";
    }
}
