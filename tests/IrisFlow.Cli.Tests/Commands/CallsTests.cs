using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>Whatever can be called over HTTP can be typed, and the documentation says how.</summary>
public partial class CallsTests
{
    private static readonly string Docs = Path.Combine(PublishedProgram.Repository, "src", "docs");

    private static readonly string Section = File.ReadAllText(Path.Combine(Docs, "api.md")).Split("## Calls and command lines")[1];

    [Fact]
    public void Every_call_stands_beside_its_command_line()
    {
        var listed = Section.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).SelectMany(l => Code().Matches(l.Split('|')[1])).Select(m => m.Groups[1].Value);
        var operations = JsonNode.Parse(File.ReadAllText(Path.Combine(Docs, "openapi.json")))!["paths"]!.AsObject()
            .SelectMany(p => p.Value!.AsObject()).Select(o => (string?)o.Value?["operationId"]).OfType<string>();

        Assert.Equal(operations.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_command_stands_beside_its_calls_or_among_those_that_have_none()
    {
        using var workspace = ProgramWorkspace.Empty();
        var help = (await workspace.RunAsync("--help")).Out.Split("Commands:")[1];
        var commands = help.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal) && l[2] != ' ').Select(l => l.Trim().Split(' ')[0]);

        Assert.Equal(commands.Order(StringComparer.Ordinal), Command().Matches(Section).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("`irisflow ([a-z-]+)")]
    private static partial Regex Command();
}
