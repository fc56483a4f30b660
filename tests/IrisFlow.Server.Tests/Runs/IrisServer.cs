using System.Text.Json.Nodes;
using IrisFlow.Hosting.Runs;

namespace IrisFlow.Server.Tests.Runs;

/// <summary>A server over iris, run three times: as it is, the same again, and with other features.</summary>
public sealed class IrisServer : IAsyncLifetime
{
    public RunningServer Running { get; private set; } = null!;

    /// <summary>The run that made everything.</summary>
    public string First { get; private set; } = "";

    /// <summary>The same again: it reused everything.</summary>
    public string Same { get; private set; } = "";

    /// <summary>With three features instead of two.</summary>
    public string Other { get; private set; } = "";

    /// <summary>The workflow with a filter that keeps no row: it failed.</summary>
    public string Failed { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Running = await RunningServer.StartAsync(options: GatedServer.WithProgram);
        First = await RunAsync([]);
        Same = await RunAsync([]);
        Other = await RunAsync(new() { ["select.k"] = 3 });
        Failed = await RunAsync(new() { ["filter.maxCm"] = 0 });
    }

    public Task DisposeAsync() => Running.DisposeAsync();

    public async Task<string> RunAsync(JsonObject set, IReadOnlyDictionary<string, string>? with = null)
    {
        var workspace = Running.Workspace;
        var request = RunRequests.Of(new AskedRun { Workflow = "iris", Set = set, With = with ?? new Dictionary<string, string>() }, workspace);
        return (await workspace.Engine.RunAsync(workspace.Engine.Plan(request))).Run;
    }

    public Task<JsonNode> GetAsync(string path) => Running.GetAsync(path);
}
