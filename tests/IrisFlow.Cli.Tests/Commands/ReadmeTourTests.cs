using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>Every command of the README's tour is run, in its order, in one copy of the repository's workflows.</summary>
public class ReadmeTourTests
{
    private static readonly IReadOnlyList<(string Command, int ExitCode)> Tour = [.. Commands()];

    [Fact]
    public void The_tour_has_commands() => Assert.True(Tour.Count >= 5, $"{Tour.Count} commands");

    [Fact]
    public async Task Every_command_of_the_tour_ends_as_the_tour_says()
    {
        using var workspace = ProgramWorkspace.Iris();
        var ended = new List<(string, int)>();
        foreach (var (command, _) in Tour)
        {
            ended.Add((command, (await PublishedProgram.RunOtherAsync("bash", workspace.Root, ["-c", command])).ExitCode));
        }

        Assert.Equal(Tour, ended);
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
