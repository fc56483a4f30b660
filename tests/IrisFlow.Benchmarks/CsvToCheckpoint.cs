using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using IrisFlow.Activities;
using IrisFlow.Parquet;

namespace IrisFlow.Benchmarks;

/// <summary>A CSV file of 485 MB made a Parquet file: in this process, by the program as a run of one step, and by DuckDB.</summary>
/// <remarks>
/// In this process is what data.read-csv does, one pass over the file with neither digests nor a commit, in code that was compiled
/// before. The program's lines are whole processes: start, compilation, digests, fsync and the transaction. In a fresh workspace the
/// file is hashed first, as nothing is known of it; forced again, the checkpoint that is there already is hashed last, as the step
/// gave it once more.
/// </remarks>
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
            contest.Run("to Parquet in this process, one pass", length, () => Convert(csv, ours), () => duckDb.Run(copy), Bar.LevelWithDuckDb);

            Directory.CreateDirectory(Path.Combine(workspace, "workflows", "load"));
            File.WriteAllText(Path.Combine(workspace, "workflows", "load", "load.flow.json"), """
                { "format": 1, "workflow": "load", "steps": { "load": { "uses": "data.read-csv", "with": { "path": "../../rows.csv" } } } }
                """);
            program.Time(workspace, "run", "load");
            var (fresh, again, best) = (double.MaxValue, double.MaxValue, double.MaxValue);
            for (var round = 0; round < rounds; round++)
            {
                again = Math.Min(again, program.Time(workspace, "run", "load", "--force", "load"));
                Directory.Delete(Path.Combine(workspace, "artifacts"), recursive: true);
                fresh = Math.Min(fresh, program.Time(workspace, "run", "load"));
                best = Math.Min(best, duckDb.Run(copy));
            }

            var synced = SyncMilliseconds(program, workspace);
            Contest.Tell("irisflow run in a fresh workspace", fresh, best, length, null, Bar.LevelWithDuckDb);
            Contest.Tell("irisflow run --force load there", again, best, length, null, Bar.LevelWithDuckDb);
            Contest.Tell($"the same less {synced:0} ms in fsync", again - synced, best, length, null, Bar.None);
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    private static void Convert(string csv, string parquet)
    {
        using var file = new FileStream(parquet, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        new CsvReader(CsvSource.Of(csv), new CsvOptions(), CsvTuning.Default, CancellationToken.None).WriteTo(
            _ => throw new InvalidOperationException("The file is too small to say anything."), schema => new ParquetFormat().Create(file, schema), _ => { });
    }

    /// <summary>What one run waits for the disk, by its system calls.</summary>
    private static double SyncMilliseconds(PublishedProgram program, string workspace) =>
        Spent().Matches(program.Trace(workspace, "fsync,fdatasync,sync_file_range", "run", "load", "--force", "load"))
            .Sum(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)) * 1000;

    [GeneratedRegex(@"<(\d+\.\d+)>$", RegexOptions.Multiline)]
    private static partial Regex Spent();
}
