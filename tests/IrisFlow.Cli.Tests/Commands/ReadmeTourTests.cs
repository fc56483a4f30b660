using System.Diagnostics;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>Every command of the README's tour is run, in its order, in one copy of the repository's workflows.</summary>
public class ReadmeTourTests
{
    // The exit code of a command that goes on until Ctrl-C ends it; its own is then 0.
    private const int UntilInterrupted = -1;

    private static readonly IReadOnlyList<(string Command, int ExitCode)> Tour = [.. Commands()];

    [Fact]
    public void The_tour_has_commands() => Assert.True(Tour.Count >= 5, $"{Tour.Count} commands");

    [Fact]
    public async Task Every_command_of_the_tour_ends_as_the_tour_says()
    {
        using var workspace = ProgramWorkspace.Iris();
        var ended = new List<(string, int)>();
        foreach (var (command, exitCode) in Tour)
        {
            ended.Add((command, exitCode == UntilInterrupted
                ? await InterruptedAsync(workspace, command)
                : (await PublishedProgram.RunOtherAsync("bash", workspace.Root, ["-c", command])).ExitCode));
        }

        Assert.Equal(Tour, ended);
    }

    private static async Task<int> InterruptedAsync(ProgramWorkspace workspace, string command)
    {
        using var process = Process.Start(PublishedProgram.StartInfo(workspace.Root, command.Split(' ')[1..]))!;
        Assert.StartsWith("http://127.0.0.1:", await process.StandardOutput.ReadLineAsync());
        await PublishedProgram.RunOtherAsync("kill", workspace.Root, ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? UntilInterrupted : process.ExitCode;
    }

    private static IEnumerable<(string Command, int ExitCode)> Commands()
    {
        var lines = File.ReadAllLines(Path.Combine(PublishedProgram.Repository, "README.md"));
        var tour = lines.SkipWhile(l => l != "## Five-minute tour").Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal));
        var (inside, exitCode) = (false, 0);
        foreach (var line in tour)
        {
            if (line.StartsWith("<!-- expect exit ", StringComparison.Ordinal))
            {
                exitCode = int.Parse(line.Split(' ')[3]);
            }
            else if (line == "<!-- ends with Ctrl-C -->")
            {
                exitCode = UntilInterrupted;
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == "```sh";
            }
            else if (inside && line.StartsWith("irisflow ", StringComparison.Ordinal))
            {
                yield return (line, exitCode);
                exitCode = 0;
            }
        }
    }
}
