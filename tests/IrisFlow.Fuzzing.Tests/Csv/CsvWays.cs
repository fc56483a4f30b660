using System.Collections.Immutable;
using IrisFlow.Activities;

namespace IrisFlow.Fuzzing.Csv;

/// <summary>All ways into a CSV file, each with the same options.</summary>
internal static class CsvWays
{
    // A larger file would be cut into more blocks than anybody ever makes of one.
    private const int MostBytes = 20_000;

    public static IReadOnlyList<Way> Into(CsvOptions options)
    {
        var format = new CsvFormat(options);
        return
        [
            new("read", path => Reading.Of(format.Read(path))),
            new("schema", path => Reading.Of(format.ReadSchema(path))),
            new("batches", path => Batches(format.Open(path))),
            new("the last column", path => LastColumn(format, path)),
        ];
    }

    /// <summary>So small blocks that their seams lie in small files too. Nothing is left to be found out from the file's beginning, which is as small.</summary>
    public static IReadOnlyList<Way> InBlocks(CsvOptions options, SeededRandom random)
    {
        options = options with
        {
            Delimiter = options.Delimiter ?? ',',
            Header = HeaderRow.True,
            Quote = options.Quote ?? '"',
            Escape = options.Escape == QuoteEscape.Auto ? QuoteEscape.Doubled : options.Escape,
            Encoding = options.Encoding ?? "utf-8",
        };
        var tuning = new CsvTuning(1 + random.Next(1 << random.Next(10)), 1 + random.Next(1 << random.Next(8)), 1 + random.Next(1 << random.Next(9)), 1 + random.Next(3), random.Next(5));
        return
        [
            .. Into(options),
            new($"read in {tuning}", path => Reading.Of(Reader(path, options, tuning).Read())),
            new($"written batch by batch in {tuning}", path => Written(Reader(path, options, tuning))),
            new($"batches of {tuning}", path => Planned(Reader(path, options, tuning))),
        ];
    }

    private static CsvReader Reader(string path, CsvOptions options, CsvTuning tuning) =>
        new(CsvSource.Of(path), options, new FileInfo(path).Length > MostBytes ? CsvTuning.Default : tuning, CancellationToken.None);

    private static Reading Batches(TableSource source) => Reading.Of(source.Schema, source.ReadBatches([.. Enumerable.Range(0, source.Schema.Count)]));

    private static Reading Planned(CsvReader reader) =>
        reader.Scan() is var (plan, _) ? Reading.Of(plan.Schema, reader.Batches(plan)) : Reading.Of(reader.Read());

    private static Reading Written(CsvReader reader)
    {
        Reading? reading = null;
        reader.WriteTo(whole => reading = Reading.Of(whole), schema => new Collector(schema, batches => reading = Reading.Of(schema, batches)), _ => { });
        return reading!;
    }

    private static Reading LastColumn(CsvFormat format, string path)
    {
        var schema = format.ReadSchema(path);
        return schema.Count > 0 ? Reading.Of(format.Read(path, [schema[^1].Name]), whole: false) : Reading.Of(schema);
    }

    private sealed class Collector(Schema schema, Action<IEnumerable<Table>> finished) : TableWriter(schema)
    {
        private readonly List<Table> _batches = [];

        protected override void WriteRows(Table batch) => _batches.Add(batch);

        protected override void WriteEnd(ImmutableSortedDictionary<string, string> metadata) => finished(_batches);
    }
}
