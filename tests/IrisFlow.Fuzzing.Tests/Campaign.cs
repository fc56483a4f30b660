using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace IrisFlow.Fuzzing;

/// <summary>Reads changed files in processes of their own for a while, and gathers what goes wrong.</summary>
/// <param name="target">The name of the format.</param>
/// <param name="seed">Decides on the files.</param>
internal sealed class Campaign(string target, long seed)
{
    // For a process that waits for itself; one that works too long tells so.
    private static readonly TimeSpan Hung = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _failures = [];
    private long _files;

    /// <summary>What went wrong, each with the line that repeats it.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>How many files were read.</summary>
    public long Files => _files;

    /// <summary>Where files that something is wrong with are kept.</summary>
    public static string Kept { get; } = Path.Combine(Repository.Root, ".build", "fuzz");

    /// <summary>Goes on for at least this time and this many files, in two processes; ends early after some failures.</summary>
    public void Run(TimeSpan time, long files)
    {
        var watch = Stopwatch.StartNew();
        const int Processes = 2;
        Parallel.For(0, Processes, new ParallelOptions { MaxDegreeOfParallelism = Processes }, first =>
        {
            var done = 0L;
            for (var number = (long)first; _failures.Count < 20 && (watch.Elapsed < time || done * Processes < files);)
            {
                var begun = number;
                number = RunProcess(number, Processes, count => watch.Elapsed >= time && (done + count) * Processes >= files);
                done += (number - begun) / Processes;
            }

            Interlocked.Add(ref _files, done);
        });
    }

    // Gives the number to go on with: after the last one that is known to have been read, or after the one that ended the process.
    private long RunProcess(long first, long step, Func<long, bool> isEnough)
    {
        using var folder = new TemporaryFolder();
        using var process = ReadingProcess.Start("change", target, $"{seed}", $"{first}", $"{step}", folder.Path);
        var next = first;
        while (process.NextLine(Hung) is { } line)
        {
            if (line.Split(' ', 2) is [var name, var wrong])
            {
                next = long.Parse(name.Split('.')[0]) + step;
                Fail(Path.Combine(folder.Path, name + ".wrong"), next - step, string.Join("\n  ", JsonSerializer.Deserialize<string[]>(wrong)!));
            }
            else
            {
                next = long.Parse(line) + step;
            }

            if (isEnough((next - first) / step) || _failures.Count >= 20)
            {
                process.Stop();
                return next;
            }
        }

        var how = process.Stop();
        var last = Directory.GetFiles(folder.Path).SingleOrDefault(f => long.TryParse(Path.GetFileNameWithoutExtension(f), out _));
        if (last is null)
        {
            _failures.Enqueue($"The process that reads {target} files from number {first} on ended between two of them: {how}");
            return next + step;
        }

        next = long.Parse(Path.GetFileNameWithoutExtension(last));
        Fail(last, next, how);
        return next + step;
    }

    private void Fail(string file, long number, string what)
    {
        Directory.CreateDirectory(Kept);
        var kept = Path.Combine(Kept, $"{target}-{seed}-{number}{Path.GetExtension(file.Replace(".wrong", ""))}");
        File.Copy(file, kept, overwrite: true);
        _failures.Enqueue($"tests/fuzz replay {target} {seed} {number}   # {Path.GetRelativePath(Repository.Root, kept)}\n  {what}");
    }
}
