using IrisFlow.Parquet;
using IrisFlow.Parquet.Mapping;

namespace IrisFlow.Benchmarks;

/// <summary>A checkpoint of 1 GiB without compression: how soon its first row is there, and how fast a column is summed beside plain memory.</summary>
internal static class Mapped
{
    private const int Columns = 128;
    private const int Rows = 1 << 20;

    public static void Run(int rounds)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            var path = Path.Combine(folder, "large.parquet");
            var format = new ParquetFormat(new ParquetOptions { Compression = ParquetCompression.None });
            Write(format, path);
            var length = new FileInfo(path).Length;
            using var duckDb = new DuckDb();
            var contest = new Contest(rounds);
            contest.Head($"checkpoint of {length / 1048576.0:0} MiB, {Columns} columns, without compression", duckDb.Version);
            contest.Run("open, and the first row of one column", 0, () => First(format.Open(path), [0]), () => duckDb.Run($"SELECT c0 FROM read_parquet('{path}') LIMIT 1"), new Bar(Milliseconds: 10));
            contest.Run("open, and the first row of all columns", 0, () => First(format.Open(path), [.. Enumerable.Range(0, Columns)]), () => duckDb.Run($"SELECT * FROM read_parquet('{path}') LIMIT 1"), Bar.None);
            contest.Run("mapped: open, and the first row of all columns", 0, () => FirstMapped(path, verify: false), null, new Bar(Milliseconds: 10));
            contest.Run("mapped: the same, their pages verified (64 MiB)", 0, () => FirstMapped(path, verify: true), null, Bar.None);

            var memory = new double[Rows * 64];
            Array.Fill(memory, 1.5);
            contest.Run("sum of doubles in plain memory, 1 thread", memory.Length * 8L, () => Sums.Of(memory), null, Bar.None);
            contest.Run(
                "sum of all columns, 2 threads",
                (long)Columns * Rows * 8,
                () => Sum(format.Open(path)),
                () => duckDb.Run($"SELECT {string.Join(", ", Enumerable.Range(0, Columns).Select(c => $"sum(c{c})"))} FROM read_parquet('{path}')"),
                Bar.LevelWithDuckDb);
            contest.Run("mapped: sum of all columns, 1 thread", (long)Columns * Rows * 8, () => SumMapped(path, 1), null, Bar.None);
            contest.Run("mapped: sum of all columns, 2 threads", (long)Columns * Rows * 8, () => SumMapped(path, 2), null, Bar.None);
            using var mapped = ParquetFormat.Map(path);
            contest.Run("mapped already: sum of all columns, 1 thread", (long)Columns * Rows * 8, () => Sum(mapped, 1), null, Bar.None);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(ParquetFormat format, string path)
    {
        var random = new SeededRandom(4);
        var schema = new Schema(Enumerable.Range(0, Columns).Select(c => new Field($"c{c}", ColumnType.Float64, false)));
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        using var writer = format.Create(file, schema);
        for (var row = 0; row < Rows; row += Table.BatchRows)
        {
            writer.Write(new Table(schema, [.. schema.Select(_ => (Column)Column.Of(Values(random)))]));
        }

        writer.Finish();
    }

    private static double[] Values(SeededRandom random)
    {
        var values = new double[Table.BatchRows];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextDouble();
        }

        return values;
    }

    private static void FirstMapped(string path, bool verify)
    {
        using var mapped = ParquetFormat.Map(path, verify);
        foreach (var name in mapped.Schema.Names)
        {
            _ = mapped.Column<double>(name)[0];
        }
    }

    private static void SumMapped(string path, int threads)
    {
        using var mapped = ParquetFormat.Map(path);
        Sum(mapped, threads);
    }

    private static void Sum(MappedTable mapped, int threads) =>
        Parallel.ForEach(mapped.Schema.Names, new ParallelOptions { MaxDegreeOfParallelism = threads }, name =>
        {
            var sum = 0.0;
            mapped.Column<double>(name).Visit((_, values) => sum += Sums.Of(values));
        });

    private static void First(TableSource source, int[] columns) => _ = source.ReadBatches(columns).First().Columns[^1].ValueAt(0);

    private static void Sum(TableSource source) => Parallel.For(0, source.Schema.Count, c => Sums.Of(source.ReadColumn(c)));
}
