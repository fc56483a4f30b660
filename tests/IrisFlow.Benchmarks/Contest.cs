using System.Diagnostics;

namespace IrisFlow.Benchmarks;

/// <summary>
/// The same work done by us and by DuckDB in turns; the best round of each counts, as others share the machine. A round of both goes before, so
/// that the first lines are not of code that the runtime is still compiling.
/// </summary>
internal sealed class Contest(int rounds)
{
    public void Head(string title, string duckDb)
    {
        Console.WriteLine();
        Console.WriteLine($"{title}; best of {rounds} rounds in turns, DuckDB {duckDb}");
        Console.WriteLine($"{"",-50} {"ours",9} {"DuckDB",9} {"ratio",6} {"GB/s",6} {"allocated",10}  asked");
    }

    /// <summary>Prints one line.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="bytes">The bytes of the table in memory, over which speed is reckoned.</param>
    /// <param name="ours">Our way.</param>
    /// <param name="theirs">DuckDB's way, which gives its milliseconds; null where it has none.</param>
    /// <param name="bar">What is asked.</param>
    public void Run(string what, long bytes, Action ours, Func<double>? theirs, Bar bar)
    {
        var (best, duckDb, allocated) = (double.MaxValue, double.MaxValue, long.MaxValue);
        ours();
        theirs?.Invoke();
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var watch = Stopwatch.StartNew();
            ours();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
            duckDb = Math.Min(duckDb, theirs?.Invoke() ?? double.MaxValue);
        }

        Tell(what, best, theirs is null ? null : duckDb, bytes, allocated, bar);
    }

    /// <summary>Prints a line of what was measured elsewhere.</summary>
    public static void Tell(string what, double milliseconds, double? theirs, long bytes, long? allocated, Bar bar)
    {
        var speed = bytes / milliseconds / 1e6;
        var asked = bar == Bar.None ? "" : $"{bar}: {(bar.IsMet(milliseconds, theirs, speed) ? "met" : "NOT MET")}";
        Console.WriteLine(
            $"{what,-50} {milliseconds,6:0.0} ms {(theirs is { } t ? $"{t,6:0.0} ms {milliseconds / t,5:0.00}x" : $"{"",9} {"",6}")} {speed,6:0.00} "
            + $"{(allocated is { } a ? $"{a / 1e6,7:0.0} MB" : $"{"",10}")}  {asked}");
    }
}
