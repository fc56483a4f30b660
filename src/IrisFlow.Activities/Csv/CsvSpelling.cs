namespace IrisFlow.Activities;

/// <summary>How the values of a file are written: what type a text is of, and the reader of a column.</summary>
internal sealed class CsvSpelling
{
    private readonly byte _point;
    private readonly byte _thousands;
    private readonly CsvPattern? _dates;
    private readonly CsvPattern? _timestamps;
    private readonly CsvNulls _nulls;
    private readonly CsvNulls _nullsWithoutText;

    /// <exception cref="IrisFlowException">An option makes no sense (IF328).</exception>
    public CsvSpelling(CsvOptions options)
    {
        _point = options.Decimal is '.' or ',' ? (byte)options.Decimal : throw Wrong("decimal", options.Decimal, "before decimals", "A number has a point or a comma there.");
        _thousands = options.Thousands is { } c ? (c is '.' or ',' or ' ' or '\'' or '_' && c != options.Decimal ? (byte)c : throw Wrong("thousands", c, "between thousands", "A point, a comma, a space, an apostrophe or _ does, where it is not the decimal sign.")) : (byte)0;
        _dates = options.Dates is null ? null : new CsvPattern(options.Dates, "dates", withTime: false);
        _timestamps = options.Timestamps is null ? null : new CsvPattern(options.Timestamps, "timestamps", withTime: true);
        (_nulls, _nullsWithoutText) = (new(options.Nulls), new(options.Nulls, emptyQuotes: true));
    }

    private bool IsLocal => _point != '.' || _thousands != 0;

    private bool HasPatterns => _dates is not null || _timestamps is not null;

    /// <summary>The first of int32, int64, float64, bool, date, timestamp and string that the text is a value of. Never float32.</summary>
    public ColumnType TypeOf(ReadOnlySpan<byte> text)
    {
        if (!IsLocal && !HasPatterns)
        {
            return CsvTypes.Of(text);
        }

        return Number<int, CsvInt32>().TryParse(text, out _) ? ColumnType.Int32
            : Number<double, CsvFloat64>().TryParse(text, out _) ? (Number<long, CsvInt64>().TryParse(text, out _) ? ColumnType.Int64 : ColumnType.Float64)
            : default(CsvBool).TryParse(text, out _) ? ColumnType.Bool
            : new PatternDate(_dates).TryParse(text, out _) ? ColumnType.Date
            : new PatternTimestamp(_timestamps, _dates).TryParse(text, out _) ? ColumnType.Timestamp
            : ColumnType.String;
    }

    /// <summary>True when a text stands for no value in a column whose type is not declared.</summary>
    public bool IsNull(byte[] bytes, Cell cell) => _nulls.Has(bytes, cell);

    /// <summary>The reader of a column.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="infers">False where the type is declared.</param>
    /// <param name="rows">How many rows there will be, as far as one knows.</param>
    public ColumnReader ReaderOf(ColumnType type, bool infers, int rows)
    {
        var nulls = infers || type == ColumnType.String ? _nulls : _nullsWithoutText;
        return type switch
        {
            ColumnType.String => new TextColumnReader(this, nulls, infers, rows),
            ColumnType.Bool => Fixed<bool, CsvBool>(default),
            ColumnType.Int32 when IsLocal => Fixed<int, LocalNumber<int, CsvInt32>>(Number<int, CsvInt32>()),
            ColumnType.Int32 => Fixed<int, CsvInt32>(default),
            ColumnType.Int64 when IsLocal => Fixed<long, LocalNumber<long, CsvInt64>>(Number<long, CsvInt64>()),
            ColumnType.Int64 => Fixed<long, CsvInt64>(default),
            ColumnType.Float32 when IsLocal => Fixed<float, LocalNumber<float, CsvFloat32>>(Number<float, CsvFloat32>()),
            ColumnType.Float32 => Fixed<float, CsvFloat32>(default),
            ColumnType.Float64 when IsLocal => Fixed<double, LocalNumber<double, CsvFloat64>>(Number<double, CsvFloat64>()),
            ColumnType.Float64 => Fixed<double, CsvFloat64>(default),
            ColumnType.Date when HasPatterns => Fixed<int, PatternDate>(new(_dates)),
            ColumnType.Date => Fixed<int, CsvDate>(default),
            _ when HasPatterns => Fixed<long, PatternTimestamp>(new(_timestamps, _dates)),
            _ => Fixed<long, CsvTimestamp>(default),
        };

        FixedColumnReader<T, TParser> Fixed<T, TParser>(TParser parser)
            where T : unmanaged
            where TParser : struct, ICsvValue<T> => new(type, this, nulls, infers, rows, parser);
    }

    private LocalNumber<T, TPlain> Number<T, TPlain>()
        where T : unmanaged
        where TPlain : struct, ICsvValue<T> => new(_point, _thousands);

    private static IrisFlowException Wrong(string port, char found, string where, string expected) =>
        new(new Finding("IF328", $"'{found}' can't stand {where}.") { Port = port, Expected = expected });
}
