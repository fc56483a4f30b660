using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;
using IrisFlow.Server.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Lineage;

/// <summary>What a checkpoint was made of, and what was made of it.</summary>
internal sealed class LineageEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/lineage/{run}/{step}/{port}", Show).WithName("getLineage").WithSummary("What an output of a run was made of and what was made of it, over all runs; of one column where it is named.").Gives("lineage");

    private static Document Show(string run, string step, string port, string? column, LiveWorkspace live)
    {
        var workspace = live.Current;
        var found = workspace.Run(run);
        var (_, output) = OutputOfRun.Find(workspace.Store, found, $"{step}.{port}");
        var graph = workspace.Lineage(found, step, output.Port, column);
        return new(json => LineageJson.Write(json, graph));
    }
}
