using System.Text.RegularExpressions;

namespace IrisFlow.Architecture.Tests;

public sealed partial class RuleTests
{
    [Fact]
    public void Every_rule_id_in_the_code_is_explained_and_every_explained_one_is_in_the_code()
    {
        var used = Repository.Code(".cs").Where(f => f.StartsWith("src/", StringComparison.Ordinal)).SelectMany(f => Used().Matches(Repository.Text(f))).Select(m => m.Groups[1].Value).ToHashSet();
        var explained = Explained().Matches(Repository.Text("src/docs/rules.md")).Select(m => m.Groups[1].Value).ToList();

        Assert.True(used.Count > 50);
        Assert.Equal(used.Order(), explained);
    }

    [GeneratedRegex("\"(IF[0-9]{3})\"")]
    private static partial Regex Used();

    [GeneratedRegex(@"^\| (IF[0-9]{3}) \|", RegexOptions.Multiline)]
    private static partial Regex Explained();
}
