namespace IrisFlow.Architecture.Tests;

/// <summary>What breaks a rule, each place on a line of its own: xunit's own list ends after five.</summary>
internal static class Violations
{
    public static void None(IEnumerable<string?> violations)
    {
        List<string?> found = [.. violations];
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found.Prepend($"{found.Count} places break the rule:")));
    }
}
