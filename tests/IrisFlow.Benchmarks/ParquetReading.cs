using System.Diagnostics;
using IrisFlow.Parquet;

namespace IrisFlow.Benchmarks;

/// <summary>Reading Parquet files of 5,000,000 rows of ten doubles and an int32 from the page cache, beside copying as many bytes in memory.</summary>
internal static class ParquetReading
{
    private const int Rows = 5_000_000;

    public static void Run(int rounds)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            var noise = Noise();
            Measure("random", noise, ParquetCompression.None, folder, rounds);
            var realistic = Realistic();
            foreach (var compression in Enum.GetValues<ParquetCompression>())
            {
                Measure("realistic", realistic, compression, folder, rounds);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string data, Table table, ParquetCompression compression, string folder, int rounds)
    {
        var path = Path.Combine(folder, $"{data}-{compression}.parquet");
        var format = new ParquetFormat(new() { Compression = compression });
        using (var stream = File.Create(path))
        {
            format.Write(table, stream);
        }

        var bytes = table.Columns.Sum(c => c is Column<double> ? 8.0 * Rows : 4.0 * Rows);
        var (from, to) = (new byte[1 << 26], new byte[1 << 26]);
        Report("copy in memory, one thread", 1 << 26, rounds * 4, () => from.CopyTo(to, 0));
        var what = $"{data}, {compression}, {new FileInfo(path).Length >> 20} MiB";
        Report($"{what}: into buffers", bytes, rounds, IntoBuffers(path, table));
        Report($"{what}: into a new table", bytes, rounds, () => format.Read(path));
        Report($"{what}: in batches", bytes, rounds, () => Batches(format, path));
    }

    private static Action IntoBuffers(string path, Table table)
    {
        using var reader = new ParquetReader(path);
        var reads = table.Schema.Select((field, i) => table.Columns[i] is Column<double>
            ? Into(field.Name, new double[Rows])
            : Into(field.Name, new int[Rows])).ToArray();
        return () =>
        {
            using var file = new ParquetReader(path);
            Parallel.ForEach(reads, read => read(file));
        };

        static Action<ParquetReader> Into<T>(string column, T[] target)
            where T : unmanaged => file => file.Read<T>(column, target);
    }

    private static void Batches(ParquetFormat format, string path)
    {
        var source = format.Open(path);
        var rows = 0;
        foreach (var batch in source.ReadBatches([.. Enumerable.Range(0, source.Schema.Count)]))
        {
            rows += batch.RowCount;
        }

        if (rows != Rows)
        {
            throw new InvalidOperationException("Rows were lost.");
        }
    }

    private static void Report(string what, double bytes, int rounds, Action run)
    {
        var (best, processor) = (double.MaxValue, double.MaxValue);
        var allocated = 0L;
        for (var round = 0; round < rounds + 1; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var (watch, busy) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            run();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - busy).TotalSeconds);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        Console.WriteLine($"{what,-66} {best * 1000,9:0.0} ms, {bytes / best / 1e9,6:0.00} GB/s, {bytes / processor / 1e9,6:0.00} GB in a second of a core, allocates {allocated / 1048576.0:0.0} MiB");
    }

    private static Table Noise()
    {
        var random = new SeededRandom(1);
        return Of(_ => random.NextDouble(), _ => (int)random.NextBits());
    }

    // Prices in cents, amounts, a category in numbers, readings with one decimal, shares: what columns of real tables hold.
    private static Table Realistic()
    {
        var random = new SeededRandom(2);
        var walk = 100.0;
        return Of(
            c => c switch
            {
                0 or 1 => Math.Round(walk += random.NextDouble() - 0.5, 2),
                2 or 3 => Math.Round(random.NextDouble() * 1000, 2),
                4 => random.Next(12),
                5 => Math.Round(20 + (random.NextDouble() * 15), 1),
                6 => random.Next(1000),
                7 => random.Next(2) * 0.5,
                8 => Math.Round(random.NextDouble(), 3),
                _ => 1_700_000_000 + random.Next(86_400),
            },
            row => row / 3);
    }

    private static Table Of(Func<int, double> number, Func<int, int> whole)
    {
        var columns = new List<(string, Column)>();
        for (var c = 0; c < 10; c++)
        {
            var values = new double[Rows];
            for (var i = 0; i < Rows; i++)
            {
                values[i] = number(c);
            }

            columns.Add(($"d{c}", Column.Of(values)));
        }

        columns.Add(("i", Column.Of([.. Enumerable.Range(0, Rows).Select(whole)])));
        return Table.Of([.. columns]);
    }
}
