namespace IrisFlow.Benchmarks;

/// <summary>Rows a second, on one thread, of a condition of three terms on columns in memory, beside a loop written by hand for it.</summary>
internal static class FilterRows
{
    private const int Rows = 5_000_000;

    private static readonly (string Keep, string What)[] Conditions =
    [
        ("a > 2 and b < 0.7 and c != 3", "none stays: the condition alone"),
        ("a > 0.99 and b < 0.7 and c != 3", "few stay"),
        ("a > 0.2 and b < 0.7 and c != 3", "half of the rows stay"),
        ("a > 0.001 and b < 0.999 and c != 100", "nearly all stay"),
    ];

    public static void Run(int rounds)
    {
        var random = new SeededRandom(7);
        var (a, b, c) = (new double[Rows], new double[Rows], new int[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            (a[i], b[i], c[i]) = (random.NextDouble(), random.NextDouble(), random.Next(10));
        }

        var table = Table.Of(("a", Column.Of(a)), ("b", Column.Of(b)), ("c", Column.Of(c)));
        Console.WriteLine($"{Rows:N0} rows of two float64 and one int32, one thread, processor time, best of {rounds * 5}:");
        foreach (var (keep, what) in Conditions)
        {
            var condition = Expression.Parse(keep);
            Tell($"{keep}: {what}", Best(rounds, () => table.Filter(condition)));
        }

        Tell("a / b * 2 + c: a derived column", Best(rounds, () => table.Derive("r", "a / b * 2 + c")));
        Tell("by hand: the rows' numbers", Best(rounds, () => ByHand(a, b, c)));
        Tell("by hand: the rows' numbers, then the three columns", Best(rounds, () => Gather(a, b, c, ByHand(a, b, c))));
        Console.WriteLine();
    }

    private static int[] ByHand(double[] a, double[] b, int[] c)
    {
        var kept = new int[a.Length];
        var count = 0;
        for (var i = 0; i < a.Length && i < b.Length && i < c.Length; i++)
        {
            kept[count] = i;
            count += (a[i] > 0.2) & (b[i] < 0.7) & (c[i] != 3) ? 1 : 0;
        }

        return kept[..count];
    }

    private static (double[] A, double[] B, int[] C) Gather(double[] a, double[] b, int[] c, int[] rows) =>
        (Array.ConvertAll(rows, r => a[r]), Array.ConvertAll(rows, r => b[r]), Array.ConvertAll(rows, r => c[r]));

    private static double Best(int rounds, Action action)
    {
        var best = double.MaxValue;
        for (var i = 0; i < rounds * 5; i++)
        {
            // The processor's time, not the clock's: other programs may be running.
            var before = Environment.CpuUsage.TotalTime;
            action();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return best;
    }

    private static void Tell(string what, double seconds) => Console.WriteLine($"{what,-66} {seconds * 1e3,7:0.00} ms {Rows / seconds / 1e6,7:0} million rows/s");
}
