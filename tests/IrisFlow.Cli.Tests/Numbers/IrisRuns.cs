using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>The iris workflow run with each of the filters that the reference knows, and its tables.</summary>
public sealed class IrisRuns : IDisposable
{
    /// <summary>A name of the reference, and what makes the workflow do the same.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Filters = new Dictionary<string, string[]>
    {
        ["sepal_length <= 5.0"] = ["--set", "filter.maxCm=5.0"],
        ["sepal_length <= 7.0"] = [],
        ["all rows"] = ["--skip", "filter"],
    };

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();
    private readonly Dictionary<string, JsonNode> _runs = [];

    public async Task<JsonNode> RunAsync(string filter) =>
        _runs.TryGetValue(filter, out var run) ? run : _runs[filter] = await _workspace.JsonAsync(["run", "iris", .. Filters[filter]]);

    public async Task<IReadOnlyList<IReadOnlyDictionary<string, JsonNode?>>> TableAsync(string filter, string address) =>
        (await _workspace.TableAsync(address, (await RunAsync(filter))["run"]!.GetValue<string>())).Rows();

    public void Dispose() => _workspace.Dispose();
}
