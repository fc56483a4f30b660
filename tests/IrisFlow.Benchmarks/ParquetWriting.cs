using System.Diagnostics;
using IrisFlow.Parquet;

namespace IrisFlow.Benchmarks;

/// <summary>A table to a Parquet file with each compression, into nothing and into a file, beside copying and writing the same bytes.</summary>
internal static class ParquetWriting
{
    public static void Run(int rounds)
    {
        foreach (var (name, table) in new[] { ("random", TableData.Random(TableData.Rows)), ("realistic", TableData.Realistic(TableData.Rows)) })
        {
            var folder = PublishedProgram.Folder();
            try
            {
                Floor(name, TableData.Bytes(table), Path.Combine(folder, "plain"), rounds);
                foreach (var compression in Enum.GetValues<ParquetCompression>())
                {
                    Write(name, table, new() { Compression = compression }, Path.Combine(folder, "table.parquet"), compression == ParquetCompression.Gzip ? 1 : rounds);
                }

                foreach (var compression in new[] { ParquetCompression.Snappy, ParquetCompression.Zstd })
                {
                    Write(name, table, new() { Compression = compression, Dictionaries = false }, Path.Combine(folder, "table.parquet"), rounds);
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void Floor(string name, long bytes, string path, int rounds)
    {
        var (from, to) = (new byte[1 << 26], new byte[1 << 26]);
        var copy = Best(rounds, () => Times(bytes, from.Length, n => from.AsSpan(0, n).CopyTo(to)));
        var write = Best(rounds, () =>
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
            Times(bytes, 1 << 18, n => file.Write(from, 0, n));
        });
        Tell($"{name}: copy in memory", bytes, bytes, copy);
        Tell($"{name}: the same bytes to a file", bytes, bytes, write);
    }

    private static void Write(string name, Table table, ParquetOptions options, string path, int rounds)
    {
        var format = new ParquetFormat(options);
        var label = $"{name}: {options.Compression.ToString().ToLowerInvariant()}{(options.Dictionaries ? "" : ", no dictionaries")}";
        var plain = TableData.Bytes(table);
        var toFile = Best(rounds, () =>
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
            format.Write(table, file);
        });
        Tell($"{label}, to nothing", plain, plain, Best(rounds, () => format.Write(table, Stream.Null)));
        Tell($"{label}, to a file", plain, new FileInfo(path).Length, toFile);
        Tell($"{label}, read", plain, new FileInfo(path).Length, Best(rounds, () => new ParquetFormat().Read(path)));
    }

    private static void Times(long bytes, int piece, Action<int> act)
    {
        for (; bytes > 0; bytes -= piece)
        {
            act((int)Math.Min(bytes, piece));
        }
    }

    // The best of several: what the machine can do, not what else it did.
    private static (double Wall, double Cpu) Best(int rounds, Action act)
    {
        var (wall, cpu) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round <= rounds; round++)
        {
            var (watch, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            act();
            (wall, cpu) = (Math.Min(wall, watch.Elapsed.TotalSeconds), Math.Min(cpu, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds));
        }

        return (wall, cpu);
    }

    private static void Tell(string what, long plain, long stored, (double Wall, double Cpu) time) => Console.WriteLine(
        $"{what,-52} {time.Wall * 1000,7:0} ms  cpu {time.Cpu * 1000,7:0} ms  {plain / time.Wall / 1e9,6:0.00} GB/s  {stored / 1e6,7:0.0} of {plain / 1e6:0} MB");
}
