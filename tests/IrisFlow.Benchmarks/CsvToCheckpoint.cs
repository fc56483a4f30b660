using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using IrisFlow.Activities;
using IrisFlow.Parquet;

namespace IrisFlow.Benchmarks;

/// <summary>A CSV file of 485 MB made a Parquet file: in this process, by the program as a run of one step, and by DuckDB.</summary>
internal static partial class CsvToCheckpoint
{
    public static void Run(PublishedProgram program, int rounds)
    {
        var workspace = PublishedProgram.Folder();
        try
        {
            var (csv, ours, theirs) = (Path.Combine(workspace, "rows.csv"), Path.Combine(workspace, "ours.parquet"), Path.Combine(workspace, "duckdb.parquet"));
            TableData.WriteCsv(csv, TableData.Rows);
            var length = new FileInfo(csv).Length;
            using var duckDb = new DuckDb();
            var contest = new Contest(rounds);
            contest.Head($"CSV: {TableData.Rows:N0} rows, {length / 1e6:0} MB", duckDb.Version);
            var copy = $"COPY (FROM read_csv('{csv}')) TO '{theirs}' (FORMAT parquet)";
            contest.Run("read whole", length, () => new CsvFormat().Read(csv), () => duckDb.Run($"CREATE OR REPLACE TABLE t AS FROM read_csv('{csv}')"), Bar.None);
            duckDb.Run("DROP TABLE t");
            contest.Run("to Parquet, batch by batch", length, () => Convert(csv, ours), () => duckDb.Run(copy), Bar.LevelWithDuckDb);

            Directory.CreateDirectory(Path.Combine(workspace, "workflows", "load"));
            File.WriteAllText(Path.Combine(workspace, "workflows", "load", "load.flow.json"), """
                { "format": 1, "workflow": "load", "steps": { "load": { "uses": "data.read-csv", "with": { "path": "../../rows.csv" } } } }
                """);
            var (whole, best, synced) = (double.MaxValue, double.MaxValue, 0.0);
            for (var round = 0; round < rounds; round++)
            {
                whole = Math.Min(whole, program.Time(workspace, "run", "load", "--force", "load"));
                best = Math.Min(best, duckDb.Run(copy));
            }

            synced = SyncMilliseconds(program, workspace);
            Contest.Tell("irisflow run, with durable commit and digests", whole, best, length, null, Bar.None);
            Contest.Tell($"the same less {synced:0} ms in fsync", whole - synced, best, length, null, Bar.LevelWithDuckDb);
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    private static void Convert(string csv, string parquet)
    {
        var source = new CsvFormat().Open(csv);
        using var file = new FileStream(parquet, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        using var writer = new ParquetFormat().Create(file, source.Schema);
        foreach (var batch in source.ReadBatches([.. Enumerable.Range(0, source.Schema.Count)]))
        {
            writer.Write(batch);
        }

        writer.Finish();
    }

    /// <summary>What one run waits for the disk, by its system calls.</summary>
    private static double SyncMilliseconds(PublishedProgram program, string workspace) =>
        Spent().Matches(program.Trace(workspace, "fsync,fdatasync,sync_file_range", "run", "load", "--force", "load"))
            .Sum(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)) * 1000;

    [GeneratedRegex(@"<(\d+\.\d+)>$", RegexOptions.Multiline)]
    private static partial Regex Spent();
}
