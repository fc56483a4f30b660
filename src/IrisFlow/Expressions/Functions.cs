namespace IrisFlow;

/// <summary>The functions of the expression language.</summary>
internal static class Functions
{
    /// <summary>All names.</summary>
    public static readonly string[] Names =
    [
        "abs", "ceil", "coalesce", "contains", "day", "ends_with", "exp", "floor", "is_nan", "length", "log", "lower", "max", "min",
        "month", "round", "sqrt", "starts_with", "trim", "upper", "year",
    ];

    public static Kernel? Bind(Binder binder, Call call)
    {
        var name = call.Function.ToLowerInvariant();
        if (Array.IndexOf(Names, name) < 0)
        {
            return binder.Wrong(call.At, "IF332", $"There is no function '{call.Function}'", NearMiss.OneOf(name, Names, "The functions are"));
        }

        var (least, most) = name switch
        {
            "coalesce" or "min" or "max" => (2, int.MaxValue),
            "contains" or "starts_with" or "ends_with" => (2, 2),
            "round" => (1, 2),
            _ => (1, 1),
        };
        if (call.Arguments.Count < least || call.Arguments.Count > most)
        {
            return binder.Wrong(call.At, "IF334", $"{name} is given {call.Arguments.Count} arguments", least == most ? $"It takes {least}." : most == 2 ? "It takes 1 or 2." : "It takes 2 or more.");
        }

        var arguments = new Kernel?[call.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = call.Arguments[i] is Literal { Value: null }
                ? binder.Wrong(call.Arguments[i].At, "IF333", $"{name} is given null", "Give it a column or a value.")
                : binder.Bind(call.Arguments[i]);
        }

        return Array.TrueForAll(arguments, a => a is not null) ? Make(binder, call, name, arguments!) : null;
    }

    private static Kernel? Make(Binder binder, Call call, string name, Kernel[] arguments)
    {
        if (name is "coalesce" or "min" or "max")
        {
            return Fold(binder, call, name, arguments);
        }

        var first = arguments[0];
        Kernel? Wrong(int i, string wanted) =>
            binder.Wrong(call.Arguments[i].At, "IF333", $"{name} is given {arguments[i].Type.Name()}", $"It takes {wanted}.");
        switch (name)
        {
            case "abs" or "ceil" or "exp" or "floor" or "is_nan" or "log" or "round" or "sqrt":
                return !first.Type.IsNumeric() ? Wrong(0, "a number")
                    : arguments.Length == 2 && arguments[1].Type != ColumnType.Int64 ? Wrong(1, "a whole number of digits")
                    : Numbers.Bind(binder, call, name, arguments);
            case "year" or "month" or "day":
                return first.Type is ColumnType.Date or ColumnType.Timestamp ? DatePart(name, first) : Wrong(0, "a date or a timestamp");
            default:
                return first.Type != ColumnType.String ? Wrong(0, "text")
                    : arguments.Length == 2 && arguments[1].Type != ColumnType.String ? Wrong(1, "text")
                    : Text(name, arguments);
        }
    }

    private static Kernel Text(string name, Kernel[] arguments) => name switch
    {
        "length" => new TextMapKernel<long>(arguments[0], ColumnType.Int64, CodePoints),
        "lower" => new TextChangeKernel(arguments[0], s => s.ToLowerInvariant()),
        "upper" => new TextChangeKernel(arguments[0], s => s.ToUpperInvariant()),
        "trim" => new TextChangeKernel(arguments[0], s => s.Trim()),
        "starts_with" => new TextTestKernel(arguments[0], arguments[1], (a, b) => a.StartsWith(b)),
        "ends_with" => new TextTestKernel(arguments[0], arguments[1], (a, b) => a.EndsWith(b)),
        _ => new TextTestKernel(arguments[0], arguments[1], (a, b) => a.IndexOf(b) >= 0),
    };

    private static MapKernel<int, long> DatePart(string name, Kernel argument)
    {
        var days = argument.Type == ColumnType.Date
            ? argument
            : new MapKernel<long, int>(argument, ColumnType.Date, v => TemporalValues.Days(DateOnly.FromDateTime(TemporalValues.Timestamp(v))));
        return new(days, ColumnType.Int64, name switch
        {
            "year" => v => TemporalValues.Date(v).Year,
            "month" => v => TemporalValues.Date(v).Month,
            _ => v => TemporalValues.Date(v).Day,
        });
    }

    private static Kernel? Fold(Binder binder, Call call, string name, Kernel[] arguments)
    {
        ColumnType? type = arguments[0].Type;
        foreach (var argument in arguments)
        {
            type = type is { } known ? Binder.Common(known, argument.Type) : null;
        }

        if (type is not { } common || (name != "coalesce" && common is ColumnType.String or ColumnType.Bool))
        {
            return binder.Wrong(
                call.At,
                "IF333",
                $"{name} is given {string.Join(", ", arguments.Select(a => a.Type.Name()))}",
                name == "coalesce" ? "All are of one kind." : "All are numbers, or dates and timestamps.");
        }

        var result = Binder.Widen(arguments[0], common);
        for (var i = 1; i < arguments.Length; i++)
        {
            result = Pair(name, common, result, Binder.Widen(arguments[i], common));
        }

        return result;
    }

    private static Kernel Pair(string name, ColumnType type, Kernel a, Kernel b) => (name, type) switch
    {
        ("coalesce", ColumnType.String) => new CoalesceText(a, b),
        ("coalesce", ColumnType.Bool) => new CoalesceKernel<bool>(a, b),
        ("coalesce", ColumnType.Float64) => new CoalesceKernel<double>(a, b),
        ("coalesce", ColumnType.Date) => new CoalesceKernel<int>(a, b),
        ("coalesce", _) => new CoalesceKernel<long>(a, b),
        ("min", ColumnType.Float64) => new BinaryKernel<double, double, Least<double>>(a, b, type),
        ("min", ColumnType.Date) => new BinaryKernel<int, int, Least<int>>(a, b, type),
        ("min", _) => new BinaryKernel<long, long, Least<long>>(a, b, type),
        (_, ColumnType.Float64) => new BinaryKernel<double, double, Greatest<double>>(a, b, type),
        (_, ColumnType.Date) => new BinaryKernel<int, int, Greatest<int>>(a, b, type),
        _ => new BinaryKernel<long, long, Greatest<long>>(a, b, type),
    };

    private static long CodePoints(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
        {
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}
