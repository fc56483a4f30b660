using System.Text.RegularExpressions;

namespace IrisFlow.Architecture.Tests;

public sealed partial class PromiseTests
{
    [Fact]
    public void Every_test_that_the_published_promise_names_exists()
    {
        var tests = Repository.Code(".cs").Where(f => f.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(f => Methods().Matches(Repository.Text(f))).Select(m => m.Groups[1].Value).ToHashSet();
        var named = Named().Matches(Repository.Text("src/docs/reliability.md")).Select(m => m.Groups[1].Value).ToList();

        Assert.True(named.Count > 30);
        Violations.None(named.Where(n => !tests.Contains(n)).Select(n => $"reliability.md names {n}, which is no test."));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    [InlineData("d")]
    [InlineData("e")]
    [InlineData("f")]
    public void Every_clause_of_the_promise_has_a_test(string clause) =>
        Assert.Matches(new Regex($@"^\| {clause}[,| ].*\| `", RegexOptions.Multiline), Repository.Text("src/docs/reliability.md"));

    [GeneratedRegex(@"(?:public|internal) (?:(?:async )?Task|void) (\w+)\(")]
    private static partial Regex Methods();

    [GeneratedRegex(@"`([A-Z]\w+_\w+_\w+)`")]
    private static partial Regex Named();
}
