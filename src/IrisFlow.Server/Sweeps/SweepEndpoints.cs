using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;
using IrisFlow.Server.Description;
using IrisFlow.Server.Reading;
using IrisFlow.Server.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using EngineSweeps = IrisFlow.Engine.Sweep.Sweeps;

namespace IrisFlow.Server.Sweeps;

/// <summary>Sweeps: one workflow with many values.</summary>
internal sealed class SweepEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sweeps", StartAsync).WithName("startSweep").WithSummary("Begins a sweep, in a process of its own.").Takes<AskedSweep>().OnceOnly().Gives("begun", StatusCodes.Status201Created);
        api.MapGet("/sweeps/{run}", Show).WithName("getSweep").WithSummary("The runs of a sweep as one table, best first, while it goes on and after.").Gives("sweep");
    }

    private static async Task<IResult> StartAsync(HttpContext context, RunStarter starter) =>
        RunEndpoints.Begun(await starter.StartAsync(context, new() { Sweep = await Requests.ReadAsync<AskedSweep>(context) }));

    private static Document Show(string run, LiveWorkspace live)
    {
        var workspace = live.Current;
        var found = workspace.Run(run);
        if (!EngineSweeps.IsSweep(found))
        {
            throw new IrisFlowException(new Finding("IF562", $"Run {found.Id} is no sweep.") { Next = $"irisflow show {found.Id}" }, ExitCode.NotFound);
        }

        var result = workspace.Engine.Sweeps.Results(found);
        return new(json => SweepJson.Write(json, found.Workflow, result, top: null, RunOwner.StateOf(found) == RunState.Succeeded ? ExitCode.Done : ExitCode.StepFailed));
    }
}
