namespace IrisFlow;

/// <summary>Conversions that are asked for. Which there are is known from the types; whether a value can be converted, from the value.</summary>
internal static class Casts
{
    /// <summary>The kernel of <c>cast(x as type)</c>.</summary>
    public static Kernel? Bind(Binder binder, Cast cast, Kernel operand)
    {
        if (operand is ConstantCondition { IsNull: true })
        {
            return Promotion.Null(cast.Type);
        }

        return Make(operand, cast.Type, cast.Trying, (value, row) => Problem(binder.Finding(cast.At, "IF338", "x"), value, row, cast.Type))
            ?? binder.Wrong(cast.At, "IF333", $"{operand.Type.Name()} is never {cast.Type.Name()}", Hint(operand.Type, cast.Type));
    }

    /// <summary>What to say of a value that can't be converted.</summary>
    /// <param name="place">Where the conversion was asked for.</param>
    /// <param name="value">The value.</param>
    /// <param name="row">Its row, from 1, where that is known.</param>
    /// <param name="type">The type wanted.</param>
    public static Finding Problem(Finding place, string value, long? row, ColumnType type) => place with
    {
        Message = $"'{(value.Length > 60 ? value[..60] + "…" : value)}'{(row is null ? "" : $" in row {row}")} is no {type.Name()}.",
        Expected = "What can't be converted becomes null where that is asked for: try_cast in an expression, errors: null in data.cast.",
    };

    /// <summary>The kernel that converts; null where no value of the one type is one of the other.</summary>
    /// <param name="operand">What to convert.</param>
    /// <param name="type">The type wanted.</param>
    /// <param name="trying">True to give null for what can't be converted.</param>
    /// <param name="problem">What to say otherwise, of a value and its row.</param>
    public static Kernel? Make(Kernel operand, ColumnType type, bool trying, Func<string, long?, Finding> problem)
    {
        if (operand.Type == type)
        {
            return operand;
        }

        if (type == ColumnType.String)
        {
            return Formats.Of(operand);
        }

        if (type == ColumnType.Bool)
        {
            // By way of 0 and 1.
            var flags = operand is TextKernel text ? new TryTextKernel<int>(text, ColumnType.Int32, TextValues.TryFlag, trying, problem)
                : operand.Type.IsNumeric() ? Make(operand, ColumnType.Int32, trying, problem)
                : null;
            return flags is Kernel<int> known
                ? new CompareKernel<int, NotEqual<int>>(new TryKernel<int, int>(known, ColumnType.Int32, (int v, out int r) => (r = v) is 0 or 1, trying, problem), new ConstantKernel<int>(ColumnType.Int32, 0))
                : null;
        }

        return operand switch
        {
            ConditionKernel condition when type.IsNumeric() => Make(new FlagKernel(condition), type, trying, problem),
            TextKernel text => FromText(text, type, trying, problem),
            Kernel<int> { Type: ColumnType.Date } when type == ColumnType.Timestamp => Promotion.To(operand, type),
            Kernel<long> { Type: ColumnType.Timestamp } when type == ColumnType.Date => Dates.Days(operand),
            _ when operand.Type.IsNumeric() && type.IsNumeric() => Number(operand, type, trying, problem),
            _ => null,
        };
    }

    private static Kernel FromText(TextKernel text, ColumnType type, bool trying, Func<string, long?, Finding> problem) => type switch
    {
        ColumnType.Int32 => new TryTextKernel<int>(text, type, TextValues.TryInt32, trying, problem),
        ColumnType.Int64 => new TryTextKernel<long>(text, type, TextValues.TryInt64, trying, problem),
        ColumnType.Float32 => new TryTextKernel<float>(text, type, TextValues.TryFloat32, trying, problem),
        ColumnType.Float64 => new TryTextKernel<double>(text, type, TextValues.TryFloat64, trying, problem),
        ColumnType.Date => new TryTextKernel<int>(text, type, TemporalText.TryDate, trying, problem),
        _ => new TryTextKernel<long>(text, type, TemporalText.TryTimestamp, trying, problem),
    };

    // By way of 64 bits; what stands behind the point is cut off.
    private static Kernel Number(Kernel operand, ColumnType type, bool trying, Func<string, long?, Finding> problem) => (Promotion.Of(operand), type) switch
    {
        (Kernel<long> k, ColumnType.Int64) => k,
        (Kernel<long> k, ColumnType.Int32) => new TryKernel<long, int>(k, type, (long v, out int r) => (r = (int)v) == v, trying, problem),
        (Kernel<long> k, ColumnType.Float32) => new MapKernel<long, float>(k, type, v => v),
        (Kernel<long> k, _) => Promotion.To(k, type),
        (Kernel<double> k, ColumnType.Int64) => new TryKernel<double, long>(k, type, TryInt64, trying, problem),
        (Kernel<double> k, ColumnType.Int32) => new TryKernel<double, int>(k, type, TryInt32, trying, problem),
        (Kernel<double> k, ColumnType.Float32) => new TryKernel<double, float>(k, type, (double v, out float r) => float.IsFinite(r = (float)v) || !double.IsFinite(v), trying, problem),
        var (wide, _) => wide,
    };

    private static bool TryInt64(double value, out long result)
    {
        // 2^63 itself is the first number that does not fit; NaN fails both comparisons.
        var fits = value is >= -9223372036854775808.0 and < 9223372036854775808.0;
        result = fits ? (long)value : 0;
        return fits;
    }

    private static bool TryInt32(double value, out int result)
    {
        var fits = value is > -2147483649.0 and < 2147483648.0;
        result = fits ? (int)value : 0;
        return fits;
    }

    private static string? Hint(ColumnType from, ColumnType to) =>
        Promotion.IsMoment(from) || Promotion.IsMoment(to) ? "days_between(date '1970-01-01', x) makes a number of a day, date '1970-01-01' + n a day of a number." : null;
}
