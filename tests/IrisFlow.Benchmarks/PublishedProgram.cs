using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IrisFlow.Benchmarks;

/// <summary>The published program, timed as a whole process from the outside.</summary>
internal sealed class PublishedProgram(string path)
{
    private const int Children = -1;

    /// <summary>The largest resident memory of any process run so far, as the system accounts for it.</summary>
    public double PeakMegabytes
    {
        get
        {
            var usage = new long[18];
            _ = getrusage(Children, usage);
            return usage[4] / 1024.0;
        }
    }

    /// <summary>Runs the program and gives the milliseconds from start to end.</summary>
    public double Time(string workspace, params string[] arguments)
    {
        var start = new ProcessStartInfo(path, arguments) { WorkingDirectory = workspace, RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        var time = watch.Elapsed.TotalMilliseconds;
        return process.ExitCode == 0 ? time : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {error}");
    }

    /// <summary>The median of some timings.</summary>
    public static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>A fresh folder.</summary>
    public static string Folder() => Directory.CreateTempSubdirectory("irisflow-bench-").FullName;

    // struct rusage: two pairs of longs, then ru_maxrss in KiB.
    [DllImport("libc")]
    private static extern int getrusage(int who, [Out] long[] usage);
}
