namespace IrisFlow.Activities;

/// <summary>The narrowest type that a field's text fits, and the one that two types have in common.</summary>
internal static class CsvTypes
{
    /// <summary>The first of bool, int32, int64, float64, date, timestamp and string that the text is a value of. Never float32.</summary>
    public static ColumnType Of(ReadOnlySpan<byte> text)
    {
        // Most words begin with a letter that no value of another type begins with.
        if (text.IsEmpty || (text[0] is >= (byte)'A' and not ((byte)'t' or (byte)'T' or (byte)'f' or (byte)'F' or (byte)'n' or (byte)'N' or (byte)'i' or (byte)'I')))
        {
            return ColumnType.String;
        }

        return default(CsvInt32).TryParse(text, out _) ? ColumnType.Int32
            : default(CsvFloat64).TryParse(text, out _) ? (default(CsvInt64).TryParse(text, out _) ? ColumnType.Int64 : ColumnType.Float64)
            : default(CsvBool).TryParse(text, out _) ? ColumnType.Bool
            : default(CsvDate).TryParse(text, out _) ? ColumnType.Date
            : default(CsvTimestamp).TryParse(text, out _) ? ColumnType.Timestamp
            : ColumnType.String;
    }

    /// <summary>The narrowest type that holds the values of both.</summary>
    public static ColumnType Common(ColumnType a, ColumnType b) =>
        a == b ? a
        : a.IsNumeric() && b.IsNumeric() ? (ColumnType)Math.Max((int)a, (int)b)
        : a is ColumnType.Date or ColumnType.Timestamp && b is ColumnType.Date or ColumnType.Timestamp ? ColumnType.Timestamp
        : ColumnType.String;

    /// <summary>What values of a type look like.</summary>
    public static string Expected(ColumnType type) => type switch
    {
        ColumnType.Bool => "It is true or false.",
        ColumnType.Int32 => "It is a whole number from -2147483648 to 2147483647, without leading zeros.",
        ColumnType.Int64 => "It is a whole number of 64 bits, without leading zeros.",
        ColumnType.Date => TemporalText.ExpectedDate,
        ColumnType.Timestamp => TemporalText.ExpectedTimestamp,
        _ => "It is a number such as 1.5, -2e10 or nan.",
    };
}
