using IrisFlow.Engine.Run;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;
using IrisFlow.Server.Description;
using IrisFlow.Server.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Runs;

/// <summary>Runs: begun, looked at, cancelled, gone on with, forked.</summary>
internal sealed class RunEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/runs", StartAsync).WithName("startRun").WithSummary("Begins a run, in a process of its own.").Takes<AskedRun>().OnceOnly().Gives("begun", StatusCodes.Status201Created);
        api.MapGet("/runs/{run}", Show).WithName("getRun").WithSummary("Everything that is tracked of a run.").Gives("api-run");
        api.MapPost("/runs/{run}/cancel", Cancel).WithName("cancelRun").WithSummary("Asks the process of a run to end: what is finished is kept.").Gives("begun", StatusCodes.Status202Accepted);
        api.MapPost("/runs/{run}/resume", ResumeAsync).WithName("resumeRun").WithSummary("Goes on with an unfinished run.").Takes<AskedResume>().OnceOnly().Gives("begun", StatusCodes.Status202Accepted);
        api.MapPost("/runs/{run}/fork", ForkAsync).WithName("forkRun").WithSummary("Begins a new run from an old one, with changes.").Takes<AskedRun>().OnceOnly().Gives("begun", StatusCodes.Status201Created);
    }

    /// <summary>The answer to whoever has begun a run, or lets one go on.</summary>
    internal static Document Begun(RunRecord run, int status = StatusCodes.Status201Created) => new(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("run", run.Id);
            json.WriteString("state", RunHeadJson.State(run));
            json.WriteString("command", run.Command);
            json.WriteEndObject();
        },
        status)
    {
        Location = $"/api/runs/{run.Id}",
    };

    private static async Task<IResult> StartAsync(HttpContext context, RunStarter starter) =>
        Begun(await starter.StartAsync(context, new() { Run = await Requests.ReadAsync<AskedRun>(context) }));

    private static async Task<IResult> ForkAsync(string run, HttpContext context, LiveWorkspace live, RunStarter starter)
    {
        var asked = await Requests.ReadAsync<AskedRun>(context);
        return Begun(await starter.StartAsync(context, new() { Run = asked with { Run = live.Current.Run(run).Id } }));
    }

    private static async Task<IResult> ResumeAsync(string run, HttpContext context, LiveWorkspace live, RunStarter starter)
    {
        var asked = await Requests.ReadAsync<AskedResume>(context);
        var order = new WorkOrder { Resume = live.Current.Run(run).Id, ChangedCode = asked.ChangedCode?.ToString().ToLowerInvariant() };
        return Begun(await starter.StartAsync(context, order), StatusCodes.Status202Accepted);
    }

    private static Document Cancel(string run, LiveWorkspace live, TimeProvider clock)
    {
        var workspace = live.Current;
        return Begun(RunCancellation.Request(workspace, workspace.Run(run), clock), StatusCodes.Status202Accepted);
    }

    private static Document Show(string run, LiveWorkspace live)
    {
        var workspace = live.Current;

        // Read before all else: whoever listens from this number on misses nothing that the document does not show.
        var last = workspace.Store.LastEvent();
        var found = workspace.Run(run);
        return new(json => RunRecordJson.Write(json, workspace, found, (more, steps) =>
        {
            more.WriteNumber("lastEvent", last);
            more.WriteString("origin", found.Origin);
            more.WritePropertyName("definition");
            more.WriteRawValue(found.Definition);
            more.WritePropertyName("request");
            more.WriteRawValue(found.Request);
            more.WriteBoolean("hasLog", File.Exists(RunFiles.Log(workspace.Artifacts, found.Id)));
            TimelineJson.Write(more, workspace.Store, found, steps);
            Present(more, workspace, found);
        }));
    }

    /// <summary>What there is only while somebody works on a run.</summary>
    private static void Present(System.Text.Json.Utf8JsonWriter json, Workspace workspace, RunRecord run)
    {
        var isAtWork = RunOwner.StateOf(run) == RunState.Running;
        json.WritePropertyName("lease");
        if (isAtWork)
        {
            json.WriteStartObject();
            json.WriteString("owner", RunOwner.Words(run.Owner));
            json.WriteString("until", run.LeaseUntil?.ToString("O"));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("cancelRequestedAt", isAtWork ? workspace.Store.CancelRequestedAt(run.Id)?.ToString("O") : null);
        FiguresJson.Write(json, "progress", isAtWork ? StepShares.Read(RunFiles.Progress(workspace.Artifacts, run.Id)) : new Dictionary<string, double>());
    }
}

/// <summary>How to go on with a run.</summary>
internal sealed record AskedResume
{
    /// <summary>What to do with committed steps whose code, or a file they read, has changed.</summary>
    public ChangedCodeChoice? ChangedCode { get; init; }
}

/// <summary>What to do with what has changed.</summary>
internal enum ChangedCodeChoice
{
    /// <summary>Take what was committed.</summary>
    Keep,

    /// <summary>Make it again.</summary>
    Rerun,
}
