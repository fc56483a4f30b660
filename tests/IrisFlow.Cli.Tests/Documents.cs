using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>What the tests ask of the documents that <c>--json</c> prints.</summary>
internal static class Documents
{
    /// <summary>The steps of a run as <c>load:reused filter:succeeded</c>.</summary>
    public static string States(this JsonNode run) =>
        string.Join(' ', run["steps"]!.AsArray().Select(s => $"{s!["name"]}:{s["state"]}"));

    /// <summary>The steps of a plan as <c>load:reuse filter:run</c>.</summary>
    public static string Decisions(this JsonNode plan) =>
        string.Join(' ', plan["steps"]!.AsArray().Select(s => $"{s!["name"]}:{s["decision"]}"));

    /// <summary>The steps in a state, by name.</summary>
    public static string[] StepsThat(this JsonNode run, string state) =>
        [.. run["steps"]!.AsArray().Where(s => s!["state"]!.GetValue<string>() == state).Select(s => s!["name"]!.GetValue<string>())];

    /// <summary>The steps of a plan with a decision, by name.</summary>
    public static string[] StepsThatWould(this JsonNode plan, string decision) =>
        [.. plan["steps"]!.AsArray().Where(s => s!["decision"]!.GetValue<string>() == decision).Select(s => s!["name"]!.GetValue<string>())];

    /// <summary>A step by name.</summary>
    public static JsonNode Step(this JsonNode run, string name) => run["steps"]!.AsArray().Single(s => s!["name"]!.GetValue<string>() == name)!;

    /// <summary>An output by its address <c>step.port</c>.</summary>
    public static JsonNode Output(this JsonNode run, string address)
    {
        var dot = address.LastIndexOf('.');
        return run.Step(address[..dot])["outputs"]!.AsArray().Single(o => o!["port"]!.GetValue<string>() == address[(dot + 1)..])!;
    }

    /// <summary>The digest of an output.</summary>
    public static string Digest(this JsonNode run, string address) => run.Output(address)["digest"]!.GetValue<string>();

    /// <summary>A metric by its address <c>step.name</c>.</summary>
    public static double Metric(this JsonNode run, string name) => run["metrics"]![name]!.GetValue<double>();

    /// <summary>The names of a table's columns.</summary>
    public static string[] Columns(this JsonNode table) => [.. table["columns"]!.AsArray().Select(c => c!["name"]!.GetValue<string>())];

    /// <summary>The rows of a table, each by column name.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, JsonNode?>> Rows(this JsonNode table)
    {
        var names = table.Columns();
        return [.. table["rows"]!.AsArray().Select(r => r!.AsArray().Zip(names).ToDictionary(c => c.Second, c => c.First))];
    }

    /// <summary>All rows of a checkpoint of the newest run.</summary>
    public static Task<JsonNode> TableAsync(this ProgramWorkspace workspace, string address, string run = "latest") =>
        workspace.JsonAsync("data", run, address, "--rows", "1000");

    /// <summary>The numbers below a reference node, in their order.</summary>
    public static double[] Numbers(this JsonNode list) => [.. list.AsArray().Select(n => n!.GetValue<double>())];
}
