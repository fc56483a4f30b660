using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using IrisFlow.Hosting;
using IrisFlow.Server;

namespace IrisFlow.Benchmarks;

/// <summary>A checkpoint of 1 GiB as the designer's page asks for it: what it is, its first 200 rows, and null shares, bounds and histograms of its columns, over HTTP.</summary>
internal static partial class CheckpointViewing
{
    private const int Columns = 128;
    private const int Rows = 1 << 20;
    private const int DontNeed = 4;

    public static async Task RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("irisflow-view").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "workflows"));
            var (large, small, path) = Make(folder);
            Console.WriteLine($"{$"a checkpoint of {Columns} columns, {Rows:N0} rows",-66} {new FileInfo(path).Length / 1048576.0,9:0} MiB");
            string Some(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"c{i}"));
            var questions = new (string Name, string[] Paths)[]
            {
                ("200 rows and histograms, a screen of 30 columns", [$"rows?limit=200&columns={Some(30)}", $"statistics?columns={Some(30)}"]),
                ("200 rows and histograms, all columns", ["rows?limit=200", "statistics"]),
                ("histograms of all columns, from every row", ["statistics?exact=true"]),
                ("sorted by a column, 200 rows of 30 columns", [$"rows?limit=200&sort=-c7&columns={Some(30)}"]),
                ("filtered by two columns, 200 rows of 30 columns", [$"rows?limit=200&filter={Uri.EscapeDataString("c7 > 0.999 and c8 < 0.5")}&columns={Some(30)}"]),
            };
            foreach (var (name, paths) in questions)
            {
                var (warm, cold) = (new List<double>(), new List<double>());
                for (var round = 0; round < rounds; round++)
                {
                    warm.Add(await TimeAsync(folder, large, small, paths, path, fromDisk: false));
                    cold.Add(await TimeAsync(folder, large, small, paths, path, fromDisk: true));
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-66} {PublishedProgram.Median(warm),9:0} ms, {PublishedProgram.Median(cold):0} ms with nothing of the file in memory"));
            }

            using var duck = new DuckDb();
            var theirs = Enumerable.Range(0, rounds).Select(_ => duck.Run($"SUMMARIZE SELECT * FROM read_parquet('{path}')")).ToList();
            Console.WriteLine($"{$"DuckDB {duck.Version}, SUMMARIZE of all columns (no histograms)",-66} {PublishedProgram.Median(theirs),9:0} ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A server that has seen nothing of the checkpoint; its code has run before, on a small one.</summary>
    private static async Task<double> TimeAsync(string folder, string large, string small, string[] questions, string path, bool fromDisk)
    {
        var statistics = Path.Combine(folder, "artifacts", "statistics");
        if (Directory.Exists(statistics))
        {
            Directory.Delete(statistics, recursive: true);
        }

        using var workspace = new Workspace(folder);
        await using var server = await StudioServer.StartAsync(workspace, new() { Port = 0, Program = ["irisflow"] });
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        await AskAsync(client, small, questions);
        if (fromDisk)
        {
            Drop(path);
        }

        var watch = Stopwatch.StartNew();
        await AskAsync(client, large, questions);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static async Task AskAsync(HttpClient client, string digest, string[] questions)
    {
        (await client.GetAsync(new Uri($"/api/checkpoints/{digest}", UriKind.Relative))).EnsureSuccessStatusCode();
        await Task.WhenAll(questions.Select(async question =>
        {
            using var answer = await client.GetAsync(new Uri($"/api/checkpoints/{digest}/{question}", UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        }));
    }

    private static (string Large, string Small, string Path) Make(string folder)
    {
        using var workspace = new Workspace(folder);
        var checkpoints = workspace.Engine.Checkpoints;
        checkpoints.Prepare(TimeProvider.System);
        var large = checkpoints.Take(new RandomRows(Rows), "large", TimeProvider.System, CancellationToken.None);
        var small = checkpoints.Take(new RandomRows(1000), "small", TimeProvider.System, CancellationToken.None);
        return (large.Digest.Hex, small.Digest.Hex, checkpoints.PathOf(checkpoints.Stored(large.Digest)));
    }

    // What is on disk already is taken out of memory; the next to read it waits for the disk.
    private static void Drop(string path)
    {
        using var file = File.OpenHandle(path);
        _ = Advise(file.DangerousGetHandle().ToInt32(), 0, 0, DontNeed);
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(int file, long offset, long length, int advice);

    /// <summary>Rows that are made while they are written; every fourth column lacks a value in one row of twenty.</summary>
    private sealed class RandomRows(int rows) : TableSource(Columns_, rows, ImmutableSortedDictionary<string, string>.Empty)
    {
        private static readonly Schema Columns_ = new(Enumerable.Range(0, Columns).Select(i => new Field($"c{i}", ColumnType.Float64, i % 4 == 3)));

        public override Column ReadColumn(int index, CancellationToken cancellation = default) => throw new NotSupportedException();

        public override IEnumerable<Table> ReadBatches(IReadOnlyList<int> columns, CancellationToken cancellation = default)
        {
            var random = new SeededRandom(1);
            for (var start = 0; start < RowCount; start += Table.BatchRows)
            {
                var count = Math.Min(Table.BatchRows, RowCount - start);
                yield return new Table(Schema, [.. Schema.Select(field => Values(random, count, field.Nullable))]);
            }
        }

        private static Column<double> Values(SeededRandom random, int count, bool nullable)
        {
            var values = new double[count];
            var valid = new bool[count];
            for (var i = 0; i < count; i++)
            {
                (values[i], valid[i]) = (random.NextDouble(), !nullable || i % 20 != 0);
            }

            return new(ColumnType.Float64, values, Validity.FromFlags(valid), nullable);
        }
    }
}
