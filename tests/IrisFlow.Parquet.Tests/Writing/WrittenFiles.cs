using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Parquet.Tests.Writing;

/// <summary>Files of random tables, and what DuckDB and hyparquet find in them: in one process of Node that runs once.</summary>
public sealed class WrittenFiles : IDisposable
{
    private const int Seeds = 120;
    private readonly Files _files = new();
    private readonly JsonNode _answer;

    public WrittenFiles()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            Tables.Add(($"random-{seed}", Small(seed, out var options), options));
        }

        foreach (var compression in Enum.GetValues<ParquetCompression>())
        {
            // A page, a page and a bit; and a row group of each.
            Tables.Add(($"pages-{compression}", RandomTables.Of(new SeededRandom(1000 + (int)compression), 6, 66_000), new() { Compression = compression }));
        }

        Tables.Add(("groups", RandomTables.Of(new SeededRandom(2000), 4, 140_000), new() { RowGroupRows = 70_000 }));
        Tables.Add(("boundary", RandomTables.Of(new SeededRandom(2001), 4, 65_536), new()));
        Tables.Add(("wide", RandomTables.Of(new SeededRandom(2002), 10_000, 3), new()));
        foreach (var (name, table, options) in Tables)
        {
            _files.Write(Cut(table, options), name);
        }

        _answer = NodeReaders.Ask("verify.mjs", new JsonArray([.. Tables.Select(t => (JsonNode)PathOf(t.Name))]));
    }

    internal List<(string Name, Table Table, ParquetOptions Options)> Tables { get; } = [];

    internal string PathOf(string name) => Path.Combine(_files.Folder, name + ".parquet");

    internal JsonNode Answer(string name) => _answer[PathOf(name)]!;

    private static Table Small(int seed, out ParquetOptions options)
    {
        var random = new SeededRandom(seed);
        int[] rows = [0, 1, 2, 7, 8, 100, 1000, 3000];
        options = new()
        {
            Compression = (ParquetCompression)random.Next(4),
            RowGroupRows = random.Next(3) switch { 0 => 1 + random.Next(50), 1 => 1000, _ => 0 },
            Dictionaries = random.Next(5) > 0,
            Threads = 1 + random.Next(2),
        };
        return RandomTables.Of(random, 1 + random.Next(12), rows[random.Next(rows.Length)]);
    }

    // In batches of any size, as a step may give them.
    private static byte[] Cut(Table table, ParquetOptions options)
    {
        var random = new SeededRandom(table.RowCount);
        using var stream = new MemoryStream();
        using (var writer = new ParquetFormat(options).Create(stream, table.Schema))
        {
            for (var start = 0; start < table.RowCount;)
            {
                var rows = Math.Min(1 + random.Next(table.RowCount), table.RowCount - start);
                writer.Write(table.Slice(start, rows));
                start += rows;
            }

            writer.Finish(table.Metadata);
        }

        return stream.ToArray();
    }

    public void Dispose() => _files.Dispose();
}
