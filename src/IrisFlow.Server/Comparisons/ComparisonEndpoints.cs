using IrisFlow.Engine.Comparison;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;
using IrisFlow.Server.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Comparisons;

/// <summary>Runs compared: several side by side, two in detail, and one output of two row by row.</summary>
internal sealed class ComparisonEndpoints : IEndpoints
{
    private const int MostRuns = 50;
    private const int MostRows = 500;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/comparisons", Several).WithName("compareRuns").WithSummary("Several runs side by side: only what differs, or with all=true everything.").Reads("runs").Gives("compare");
        api.MapGet("/comparisons/{first}/{second}", Two).WithName("diffRuns").WithSummary("In what two runs differ, and the step at which they part.").Gives("diff");
        api.MapGet("/comparisons/{first}/{second}/data/{step}/{port}", Data).WithName("diffData").WithSummary("One output of two runs, row by row.").Gives("diff-data");
    }

    private static Document Several(HttpContext context, bool? all, LiveWorkspace live)
    {
        var workspace = live.Current;
        var names = context.Request.Query["runs"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length is < 2 or > MostRuns)
        {
            throw new IrisFlowException(new Finding("IF561", $"?runs= names {names.Length} runs.") { Expected = $"From 2 to {MostRuns} runs with commas between them." });
        }

        var table = RunTable.Of(workspace.Store, [.. names.Select(workspace.Run)], all ?? false);
        return new(json => RunTableJson.Write(json, table));
    }

    private static Document Two(string first, string second, bool? times, LiveWorkspace live)
    {
        var workspace = live.Current;
        var found = new RunComparer(workspace.Store).Compare(workspace.Run(first), workspace.Run(second), times ?? false);
        return new(json => DiffJson.Write(json, found));
    }

    private static Document Data(string first, string second, string step, string port, string? key, int? rows, LiveWorkspace live)
    {
        var workspace = live.Current;
        var (before, after) = (workspace.Run(first), workspace.Run(second));
        var (_, old) = OutputOfRun.Find(workspace.Store, before, $"{step}.{port}");
        var (_, now) = OutputOfRun.Find(workspace.Store, after, $"{step}.{port}");
        var columns = key?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var checkpoints = workspace.Engine.Checkpoints;
        var found = TableComparer.Compare(checkpoints.Read(old.Digest), checkpoints.Read(now.Digest), columns, Math.Clamp(rows ?? 5, 0, MostRows));
        return new(json => TableDifferencesJson.Write(json, $"{step}.{port}", before, after, found));
    }
}
