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

    /// <summary>What one run read from files in MiB, by its system calls: the program itself and its database are among it.</summary>
    public double MegabytesRead(string workspace, params string[] arguments)
    {
        // A shell that waits for the program is told what it read: the kernel adds up what waited-for children did.
        var start = new ProcessStartInfo("bash", ["-c", "\"$@\" >/dev/null 2>&1; grep rchar /proc/$$/io", "bash", path, .. arguments]) { WorkingDirectory = workspace, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text.Split(' ')[^1]) / 1048576;
    }

    /// <summary>The highest figures in kB that the kernel gives of the memory of one run: all that was resident at once (VmHWM), and of that its own and mapped files.</summary>
    public IReadOnlyDictionary<string, long> Peaks(string workspace, params string[] arguments)
    {
        var start = new ProcessStartInfo(path, arguments) { WorkingDirectory = workspace, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var error = process.StandardError.ReadToEndAsync();
        var peaks = new Dictionary<string, long> { ["VmHWM"] = 0, ["RssAnon"] = 0, ["RssFile"] = 0 };
        while (!process.WaitForExit(50))
        {
            try
            {
                foreach (var line in File.ReadLines($"/proc/{process.Id}/status").Select(l => l.Split([':', '\t', ' '], StringSplitOptions.RemoveEmptyEntries)))
                {
                    if (peaks.TryGetValue(line[0], out var peak))
                    {
                        peaks[line[0]] = Math.Max(peak, long.Parse(line[1]));
                    }
                }
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return process.ExitCode == 0 ? peaks : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}");
    }

    /// <summary>The lines that strace gives of some system calls of one run, each with the seconds that it took.</summary>
    public string Trace(string workspace, string calls, params string[] arguments)
    {
        var trace = Path.Combine(workspace, "trace");
        var start = new ProcessStartInfo("strace", ["-f", "-T", "--seccomp-bpf", "-e", $"trace={calls}", "-o", trace, path, .. arguments])
        {
            WorkingDirectory = workspace,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return File.ReadAllText(trace);
    }

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
