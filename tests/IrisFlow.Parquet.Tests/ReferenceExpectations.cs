namespace IrisFlow.Parquet.Tests;

/// <summary>What is expected of a reference file other than that it is read as others read it.</summary>
/// <param name="Why">The reason.</param>
internal sealed record ReferenceExpectation(string Why = "")
{
    /// <summary>The rule by which it is refused, and a word of what was found.</summary>
    public string? Refused { get; init; }

    public string? Found { get; init; }

    /// <summary>How its bytes without a meaning are read.</summary>
    public BinaryReading Binary { get; init; }

    /// <summary>Columns that are compared with hyparquet though DuckDB reads the file.</summary>
    public string[] Hyparquet { get; init; } = [];

    /// <summary>Columns that both read otherwise, or neither reads.</summary>
    public (string Column, object?[] Values)[] Cells { get; init; } = [];

    /// <summary>Lists and maps, where hyparquet can't read the footer.</summary>
    public string[] LeftOut { get; init; } = [];
}

/// <summary>The exceptions among the reference files; a file that is not named has none.</summary>
internal static class ReferenceExpectations
{
    private static readonly Dictionary<string, ReferenceExpectation> Exceptions = new()
    {
        ["datapage_v1-corrupt-checksum.parquet"] = new("The others read on where a checksum is wrong.") { Refused = "IF313", Found = "checksum" },
        ["rle-dict-uncompressed-corrupt-checksum.parquet"] = new("The others read on where a checksum is wrong.") { Refused = "IF313", Found = "checksum" },
        ["binary_truncated_min_max.parquet"] = new("Its bytes are no text.") { Binary = BinaryReading.Hex },
        ["int96_from_spark.parquet"] = new("The others let the year 290000 overflow; int96_from_spark.md gives the microseconds.")
        {
            Cells = [("a", ["1704141296123456", "1704070800000000", "253402225200000000", "1735599600000000", null, "9089380393200000000"])],
        },
        ["large_string_map.brotli.parquet"] = new("Neither is asked.") { LeftOut = ["arr"] },
    };

    private static readonly ReferenceExpectation Encrypted = new("There are no keys.") { Refused = "IF314", Found = "encrypted" };

    public static ReferenceExpectation Of(string name) =>
        name.EndsWith(".encrypted", StringComparison.Ordinal) ? Encrypted : Exceptions.GetValueOrDefault(name, new());
}
