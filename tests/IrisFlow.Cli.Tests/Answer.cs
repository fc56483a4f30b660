using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>What every answer to something wrong has in common.</summary>
internal static class Answer
{
    /// <summary>The program refused: with this exit code and rule, saying all of this on stderr, and nothing like a stack trace.</summary>
    public static void Refuses(this ProgramResult result, int exitCode, string rule, params string[] said)
    {
        Assert.True(result.ExitCode == exitCode, $"Expected exit code {exitCode}: {result}");
        Assert.Contains($"error {rule}", result.Error);
        foreach (var text in said)
        {
            Assert.Contains(text, result.Error);
        }

        Assert.DoesNotContain("   at IrisFlow", result.Error);
    }

    /// <summary>The program ended well.</summary>
    public static void Succeeds(this ProgramResult result) => Assert.True(result.ExitCode == 0, result.ToString());
}
