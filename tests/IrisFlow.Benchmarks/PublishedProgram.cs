using System.Diagnostics;

namespace IrisFlow.Benchmarks;

/// <summary>The published program, timed as a whole process from the outside.</summary>
internal sealed class PublishedProgram(string path)
{
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

    /// <summary>The largest resident memory of one run in MB, as the system accounts for it; apart from the timed runs, as it is watched.</summary>
    public double PeakMegabytes(string workspace, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { WorkingDirectory = workspace, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var peak = 0.0;
        while (!process.HasExited)
        {
            try
            {
                var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
                peak = Math.Max(peak, line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) / 1024);
            }
            catch (IOException)
            {
                // It ended between two looks.
            }
        }

        return peak;
    }
}
