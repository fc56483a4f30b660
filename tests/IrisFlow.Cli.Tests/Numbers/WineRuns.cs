using System.Text.Json.Nodes;
using IrisFlow.Testing;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>The wine data through a workspace of JSON and data alone: all features standardised, or the three best.</summary>
public sealed class WineRuns : IDisposable
{
    private const string Workflow = """
        {
          "format": 1,
          "workflow": "wine",
          "steps": {
            "load": { "uses": "data.read-csv", "with": { "path": "data/wine.csv" } },
            "select": { "uses": "features.select-k-best", "from": { "rows": "load.rows" }, "with": { "k": 3, "target": "target" } },
            "standardize": { "uses": "features.standardize", "from": { "rows": "select.rows" }, "with": { "target": "target" } },
            "train": { "uses": "model.train", "from": { "rows": "standardize.rows" }, "with": { "target": "target", "trainer": { "kind": "logistic-regression" } } },
            "evaluate": { "uses": "model.evaluate", "from": { "model": "train.model", "rows": "load.rows" } },
            "cross-validate": { "uses": "model.cross-validate", "from": { "model": "train.model", "rows": "load.rows" } }
          }
        }
        """;

    /// <summary>A part of the reference, and what makes the workflow do the same.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Parts = new Dictionary<string, string[]>
    {
        ["lr_scaled"] = ["--skip", "select"],
        ["lr_scaled_k3"] = [],
    };

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Of("wine", Workflow, ("data/wine.csv", File.ReadAllText(Reference.Path("wine.csv"))));
    private readonly Dictionary<string, JsonNode> _runs = [];

    public async Task<JsonNode> RunAsync(string part) =>
        _runs.TryGetValue(part, out var run) ? run : _runs[part] = await _workspace.JsonAsync(["run", "wine", .. Parts[part]]);

    public async Task<IReadOnlyList<IReadOnlyDictionary<string, JsonNode?>>> TableAsync(string part, string address) =>
        (await _workspace.TableAsync(address, (await RunAsync(part))["run"]!.GetValue<string>())).Rows();

    public void Dispose() => _workspace.Dispose();
}
