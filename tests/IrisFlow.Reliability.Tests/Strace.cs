using System.Text.RegularExpressions;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

/// <summary>Runs the program under strace, which sees every system call and can make one fail.</summary>
internal static partial class Strace
{
    /// <summary>Lets the n-th call of a kind, counted for each thread, do something else.</summary>
    /// <param name="workspace">Where to run.</param>
    /// <param name="call">The system call.</param>
    /// <param name="effect">What happens instead: <c>error=EIO</c>; or <c>signal=KILL</c>.</param>
    /// <param name="n">Which call, from 1.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <returns>How it ended, and whether the call was reached.</returns>
    public static Task<(ProgramResult Result, bool Reached)> InjectAsync(
        this ProgramWorkspace workspace, string call, string effect, int n, params string[] arguments) =>
        workspace.InjectAtAsync(null, call, effect, n, arguments);

    /// <summary>The same, but only calls that have to do with one file or folder count, where a path is given.</summary>
    public static async Task<(ProgramResult Result, bool Reached)> InjectAtAsync(
        this ProgramWorkspace workspace, string? path, string call, string effect, int n, params string[] arguments)
    {
        string[] only = path is null ? [] : ["-P", workspace.At(path)];
        var (result, lines) = await TraceAsync(workspace, [.. only, "-e", $"trace={call}", "-e", $"inject={call}:{effect}:when={n}"], arguments);
        return (result, result.ExitCode == 137 || lines.Any(l => l.Contains("(INJECTED)", StringComparison.Ordinal)));
    }

    /// <summary>The calls of some kinds in the order in which they began, each with the paths of its files.</summary>
    public static Task<(ProgramResult Result, IReadOnlyList<string> Calls)> CallsAsync(this ProgramWorkspace workspace, string calls, params string[] arguments) =>
        TraceAsync(workspace, ["-y", "-e", $"trace={calls}"], arguments);

    private static async Task<(ProgramResult Result, IReadOnlyList<string> Lines)> TraceAsync(ProgramWorkspace workspace, string[] options, string[] arguments)
    {
        var output = workspace.At("trace");
        var result = await PublishedProgram.RunOtherAsync(
            "strace", workspace.Root, ["-f", "-qq", "-o", output, .. options, PublishedProgram.Path, .. arguments]);
        Assert.True(File.Exists(output), $"strace is needed, with the right to trace: {result}");
        return (result, Joined(await File.ReadAllLinesAsync(output)));
    }

    /// <summary>A call during which another thread makes one is printed in two parts: they are put together where the call began.</summary>
    private static List<string> Joined(string[] lines)
    {
        var calls = new List<string>();
        var unfinished = new Dictionary<string, int>();
        foreach (var line in lines)
        {
            if (Unfinished().Match(line) is { Success: true } begun)
            {
                unfinished[begun.Groups["thread"].Value] = calls.Count;
                calls.Add(begun.Groups["begin"].Value);
            }
            else if (Resumed().Match(line) is { Success: true } ended && unfinished.Remove(ended.Groups["thread"].Value, out var at))
            {
                calls[at] += ended.Groups["end"].Value;
            }
            else
            {
                calls.Add(line);
            }
        }

        return calls;
    }

    [GeneratedRegex(@"^(?<begin>(?<thread>\d+) .*?) ?<unfinished \.\.\.>$")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^(?<thread>\d+) +<\.\.\. \w+ resumed>(?<end>.*)$")]
    private static partial Regex Resumed();
}
