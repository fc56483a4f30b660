using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using IrisFlow.Activities;

namespace IrisFlow.Benchmarks;

/// <summary>A CSV file of numbers read into batches, and batches written as CSV; beside reading the bytes alone.</summary>
internal static class Csv
{
    private const int Rows = 2_000_000;

    public static void Read(int rounds)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            foreach (var (name, line) in Kinds())
            {
                var path = Path.Combine(folder, "t.csv");
                Generate(path, line);
                var megabytes = new FileInfo(path).Length / 1e6;
                Console.WriteLine($"{name}: {Rows:N0} rows, {megabytes:0} MB");
                Tell("  bytes alone", megabytes, Best(rounds, () => ReadBytes(path)));
                Tell("  read into batches, all threads", megabytes, Best(rounds, () => ReadInto(path, CsvTuning.Default)));
                Tell("  read into batches, one thread", megabytes, Best(rounds, () => ReadInto(path, CsvTuning.Default with { Threads = 1 })));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void Write(int rounds)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            foreach (var (name, line) in Kinds())
            {
                var path = Path.Combine(folder, "t.csv");
                Generate(path, line, Rows / 4);
                var table = new CsvFormat().Read(path);
                var megabytes = new FileInfo(path).Length / 1e6;
                Console.WriteLine($"{name}: {Rows / 4:N0} rows, {megabytes:0} MB");
                Tell("  written to nowhere", megabytes, Best(rounds, () => new CsvFormat().Write(table, Stream.Null)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Name, Action<StringBuilder, SeededRandom, int> Line)> Kinds()
    {
        yield return ("10 random doubles and an int32", RandomNumbers);
        yield return ("prices, categories, instants", Realistic);
    }

    private static void RandomNumbers(StringBuilder text, SeededRandom random, int row)
    {
        text.Append(row);
        for (var c = 0; c < 10; c++)
        {
            text.Append(CultureInfo.InvariantCulture, $",{random.NextDouble():R}");
        }
    }

    private static void Realistic(StringBuilder text, SeededRandom random, int row)
    {
        text.Append(row);
        for (var c = 0; c < 6; c++)
        {
            text.Append(CultureInfo.InvariantCulture, $",{random.Next(100_000)}.{random.Next(90) + 10}");
        }

        text.Append(CultureInfo.InvariantCulture, $",category {random.Next(40)},\"city, {random.Next(300)}\",2026-01-{10 + random.Next(20)},2026-02-{10 + random.Next(18)}T12:{10 + random.Next(50)}:00Z");
    }

    private static void Generate(string path, Action<StringBuilder, SeededRandom, int> line, int rows = Rows)
    {
        var random = new SeededRandom(1);
        var text = new StringBuilder();
        using var file = new StreamWriter(path);
        file.Write("id,a,b,c,d,e,f,g,h,i,j\n");
        for (var row = 0; row < rows; row++)
        {
            line(text, random, row);
            file.Write(text.Append('\n'));
            text.Clear();
        }
    }

    private static void ReadBytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var buffer = new byte[8 << 20];
        while (file.Read(buffer) > 0)
        {
        }
    }

    private static void ReadInto(string path, CsvTuning tuning)
    {
        var rows = 0;
        new CsvReader(CsvSource.Of(path), new CsvOptions(), tuning, CancellationToken.None).WriteTo(
            table => rows += table.RowCount, schema => new Nowhere(schema, batch => rows += batch.RowCount), _ => { });
        if (rows != Rows)
        {
            throw new InvalidOperationException($"{rows} rows were read.");
        }
    }

    private static (double Wall, double Processor) Best(int rounds, Action action)
    {
        var (wall, processor) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < rounds; i++)
        {
            var (watch, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            action();
            (wall, processor) = (Math.Min(wall, watch.Elapsed.TotalSeconds), Math.Min(processor, (Environment.CpuUsage.TotalTime - used).TotalSeconds));
        }

        return (wall, processor);
    }

    private static void Tell(string what, double megabytes, (double Wall, double Processor) best) => Console.WriteLine(
        $"{what,-66} {best.Wall * 1000,9:0} ms {megabytes / best.Wall,9:0} MB/s; of processors {best.Processor * 1000,9:0} ms");

    private sealed class Nowhere(Schema schema, Action<Table> seen) : TableWriter(schema)
    {
        protected override void WriteRows(Table batch) => seen(batch);

        protected override void WriteEnd(ImmutableSortedDictionary<string, string> metadata)
        {
        }
    }
}
