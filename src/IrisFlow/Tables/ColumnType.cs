namespace IrisFlow;

/// <summary>What a column holds. Each type may be nullable, which <see cref="Field.Nullable"/> says.</summary>
public enum ColumnType
{
    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>A floating-point number of 32 bits.</summary>
    Float32,

    /// <summary>A floating-point number of 64 bits.</summary>
    Float64,

    /// <summary>Text, held as UTF-8.</summary>
    String,

    /// <summary>A calendar day without a zone, held as days since 1970-01-01 in an <see cref="int"/>.</summary>
    Date,

    /// <summary>An instant in UTC, held as microseconds since 1970-01-01T00:00:00Z in a <see cref="long"/>.</summary>
    Timestamp,
}

/// <summary>The names and families of column types.</summary>
public static class ColumnTypes
{
    private static readonly string[] Names = ["bool", "int32", "int64", "float32", "float64", "string", "date", "timestamp"];

    /// <summary>The name a user reads and writes: <c>float64</c>, <c>string</c>, <c>timestamp</c>.</summary>
    public static string Name(this ColumnType type) => Names[(int)type];

    /// <summary>All names, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The type of this name; false when there is none.</summary>
    public static bool TryParse(string name, out ColumnType type)
    {
        var index = Array.IndexOf(Names, name);
        type = (ColumnType)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>True for the integer and floating-point types.</summary>
    public static bool IsNumeric(this ColumnType type) =>
        type is ColumnType.Int32 or ColumnType.Int64 or ColumnType.Float32 or ColumnType.Float64;
}
