using System.IO.Compression;
using IrisFlow.Activities;

namespace IrisFlow.Fuzzing.Csv;

/// <summary>CSV files of all kinds, read with all kinds of options.</summary>
internal sealed class CsvTarget : Target
{
    public override string Extension => "csv";

    public override IReadOnlyList<(string Name, byte[] Bytes)> Good { get; } = [.. CsvFiles.All(), .. Folder("csv-bad")];

    public override IReadOnlyList<Way> Ways { get; } = CsvWays.Into(new CsvOptions());

    protected override Input Make(SeededRandom random)
    {
        var (_, bytes) = random.Pick(Good);
        var (_, other) = random.Pick(Good);
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            bytes = CsvMutations.Change(random, bytes);
        }

        // Less often, as most bytes that come from nowhere are no UTF-8.
        if (random.Next(3) == 0)
        {
            bytes = Mutations.Change(random, bytes, other);
        }

        if (random.Next(12) == 0)
        {
            bytes = random.Next(2) == 0 ? Compressed(bytes) : Mutations.Change(random, Compressed(bytes), Compressed(other));
        }

        return new(bytes, random.Next(3) switch
        {
            0 => Ways,
            1 => CsvWays.Into(Options(random)),
            _ => CsvWays.InBlocks(Options(random), random),
        });
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    private static CsvOptions Options(SeededRandom random) => new()
    {
        Delimiter = random.Pick<char?>([null, null, ',', ';', '\t', '|', ' ', '"', '-', '0']),
        Header = random.Pick(Enum.GetValues<HeaderRow>()),
        Quote = random.Pick<char?>([null, null, '"', '\'']),
        Escape = random.Pick(Enum.GetValues<QuoteEscape>()),
        Encoding = random.Pick<string?>([null, null, null, "utf-8", "utf-16le", "utf-16be", "latin1", "windows-1252"]),
        EncodingErrors = random.Pick(Enum.GetValues<EncodingErrors>()),
        Nulls = random.Pick<string[]>([[], ["NA"], ["null", "-", ""], ["0"]]),
        Decimal = random.Pick(['.', '.', ',']),
        Thousands = random.Pick<char?>([null, null, '.', ',', ' ', '\'']),
        Dates = random.Pick<string?>([null, null, "dd.MM.yyyy", "M/d/yy"]),
        Timestamps = random.Pick<string?>([null, null, "dd.MM.yyyy HH:mm", "yyyy-MM-dd HH:mm:ss"]),
        Types = random.Next(3) == 0
            ? new Dictionary<string, ColumnType> { ["a"] = random.Pick(Enum.GetValues<ColumnType>()), ["id"] = random.Pick(Enum.GetValues<ColumnType>()) }
            : new Dictionary<string, ColumnType>(),
        Nullable = random.Pick<string[]>([[], ["a", "id", "price"]]).ToHashSet(),
        FieldBytes = random.Next(8) == 0 ? 1 + random.Next(100) : 1 << 20,
        RowBytes = random.Next(8) == 0 ? 1 + random.Next(1000) : 16 << 20,
        Columns = random.Next(8) == 0 ? 1 + random.Next(10) : 20_000,
    };
}
