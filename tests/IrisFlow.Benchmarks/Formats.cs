using IrisFlow.Parquet;

namespace IrisFlow.Benchmarks;

/// <summary>Parquet files of five million rows, written and read, by us and by DuckDB, in each compression.</summary>
internal static class Formats
{
    public static void Run(int rounds)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            using var duckDb = new DuckDb();
            var contest = new Contest(rounds);
            Of("random", TableData.Random(TableData.Rows), folder, contest, duckDb);
            Of("realistic", TableData.Realistic(TableData.Rows), folder, contest, duckDb);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Of(string data, Table table, string folder, Contest contest, DuckDb duckDb)
    {
        var bytes = TableData.Bytes(table);
        contest.Head($"Parquet, {data}: {table.RowCount:N0} rows, {table.Schema.Count} columns, {bytes / 1e6:0} MB", duckDb.Version);
        var all = Enumerable.Range(0, table.Schema.Count).ToArray();
        var sums = string.Join(", ", table.Schema.Where(f => f.Type is ColumnType.Float64 or ColumnType.Int32).Select(f => $"sum({f.Name})"));
        foreach (var compression in Enum.GetValues<ParquetCompression>())
        {
            var name = compression == ParquetCompression.None ? "uncompressed" : $"{compression}".ToLowerInvariant();
            var format = new ParquetFormat(new ParquetOptions { Compression = compression });
            var ours = Path.Combine(folder, $"{data}-{name}.parquet");
            var theirs = Path.Combine(folder, $"{data}-{name}-duckdb.parquet");

            // DuckDB's table is made of our file, so that both write the same rows.
            Write(format, table, ours);
            duckDb.Run($"CREATE OR REPLACE TABLE t AS SELECT * FROM read_parquet('{ours}')");
            var asked = Asked(data, compression);
            contest.Run($"{name}: write", bytes, () => Write(format, table, ours), () => duckDb.Run($"COPY t TO '{theirs}' (FORMAT parquet, COMPRESSION {name})"), asked.Write);
            Console.WriteLine($"{"",4}{new FileInfo(ours).Length / 1e6:0.0} MB, DuckDB's {new FileInfo(theirs).Length / 1e6:0.0} MB");
            duckDb.Run("DROP TABLE t");
            foreach (var (file, whose) in new[] { (ours, "our file"), (theirs, "DuckDB's file") })
            {
                var bar = file == ours ? asked.Read : Bar.None;
                contest.Run($"{name}: read {whose}", bytes, () => format.Read(file), () => duckDb.Run($"CREATE OR REPLACE TABLE t AS SELECT * FROM read_parquet('{file}')"), bar);
                duckDb.Run("DROP TABLE t");
                contest.Run($"{name}: read {whose} into buffers", bytes, IntoBuffers(file, table), null, bar with { TimesOfDuckDb = null });
                contest.Run($"{name}: read {whose} batch by batch", bytes, () => SumBatches(format.Open(file), all), null, Bar.None);
                contest.Run(
                    $"{name}: sums of all columns of {whose}", bytes, () => SumColumns(format.Open(file)), () => duckDb.Run($"SELECT {sums} FROM read_parquet('{file}')"), file == ours ? Bar.LevelWithDuckDb : Bar.None);
            }
        }
    }

    // Asked of random data without compression and of realistic data with it; DuckDB's time always.
    private static (Bar Write, Bar Read) Asked(string data, ParquetCompression compression) => (data, compression.ToString()) switch
    {
        ("random", nameof(ParquetCompression.None)) => (new Bar(1.4, 1), new Bar(8, 1)),
        ("realistic", nameof(ParquetCompression.Snappy)) => (new Bar(0.8, 1), new Bar(1.8, 1)),
        ("realistic", "Zstd") => (Bar.LevelWithDuckDb, new Bar(1.0, 1)),
        _ => (Bar.LevelWithDuckDb, Bar.LevelWithDuckDb),
    };

    private static void Write(ParquetFormat format, Table table, string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        format.Write(table, file);
    }

    // The buffers are made once, before anything is timed.
    private static Action IntoBuffers(string path, Table table)
    {
        var reads = table.Schema.Where(f => f.Type != ColumnType.String).Select(f => f.Type switch
        {
            ColumnType.Int32 => Into(f.Name, new int[table.RowCount]),
            ColumnType.Timestamp => Into(f.Name, new long[table.RowCount]),
            _ => Into(f.Name, new double[table.RowCount]),
        }).ToArray();
        return () =>
        {
            using var reader = new ParquetReader(path);
            Parallel.ForEach(reads, read => read(reader));
        };

        static Action<ParquetReader> Into<T>(string column, T[] buffer)
            where T : unmanaged => reader => reader.Read<T>(column, buffer);
    }

    private static void SumBatches(TableSource source, int[] columns)
    {
        foreach (var batch in source.ReadBatches(columns))
        {
            foreach (var column in batch.Columns)
            {
                Sums.Of(column);
            }
        }
    }

    private static void SumColumns(TableSource source) => Parallel.For(0, source.Schema.Count, c =>
    {
        if (source.Schema[c].Type is ColumnType.Float64 or ColumnType.Int32)
        {
            Sums.Of(source.ReadColumn(c));
        }
    });
}
