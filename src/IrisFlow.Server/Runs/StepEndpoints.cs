using IrisFlow.Engine.Run;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;
using IrisFlow.Server.Description;
using IrisFlow.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Runs;

/// <summary>What happened in a run: to each step, in order, and in the words of its process.</summary>
internal sealed class StepEndpoints : IEndpoints
{
    private const int Page = 500;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{run}/steps/{step}", Step).WithName("getStep").WithSummary("What a run did with a step, why, and when.").Gives("api-step");
        api.MapGet("/runs/{run}/events", Events).WithName("listEvents").WithSummary("What happened in a run, oldest first; of a step, or of a kind, where these are named.").Pages("event", "step", "event");
        api.MapGet("/runs/{run}/log", Log).WithName("getLog").WithSummary("What the process of a run printed.").GivesFile("text/plain");
    }

    private static Document Step(string run, string step, LiveWorkspace live)
    {
        var workspace = live.Current;
        var found = workspace.Run(run);
        var steps = workspace.Store.Steps(found.Id);
        var record = StepOfRun.Find(found, steps, step);
        var account = workspace.Engine.Explain(found, steps, record with { State = RunOwner.StateOf(found, record.State) });
        return new(json => StepAccountJson.Write(json, account, new(record.Key, record.Uses, record.Code, record.Parameters, account.Inputs), more =>
        {
            more.WriteNumber("milliseconds", Math.Round(record.Milliseconds, 3));
            TimelineJson.Step(more, workspace.Store, found, record);
            more.WriteString("error", record.Error);
            more.WriteStartArray("warnings");
            record.Warnings.ToList().ForEach(more.WriteStringValue);
            more.WriteEndArray();
            OutputsJson.Write(more, record.Outputs, output => workspace.Engine.PathOf(found.Id, record.Name, output.Port), workspace.Store.FindCondemned);
            FiguresJson.Write(more, "metrics", record.Metrics);
        }));
    }

    private static Document Events(string run, HttpContext context, LiveWorkspace live)
    {
        var page = PageRequest.Of(context);
        var store = live.Current.Store;
        var found = live.Current.Run(run);
        var (step, name) = ((string?)context.Request.Query["step"], (string?)context.Request.Query["event"]);
        var after = page.AfterNumber ?? 0;
        var events = new List<RunEvent>();
        while (events.Count < page.Fetch && store.Events(found.Id, step, after, Page) is { Count: > 0 } some)
        {
            events.AddRange(some.Where(e => name is null || e.Name == name));
            after = some[^1].Sequence;
        }

        return page.Page([.. events.Take(page.Fetch)], e => $"{e.Sequence}", EventJson.Write);
    }

    private static IResult Log(string run, LiveWorkspace live)
    {
        var found = live.Current.Run(run);
        var file = RunFiles.Log(live.Current.Artifacts, found.Id);
        return File.Exists(file)
            ? TypedResults.PhysicalFile(file, "text/plain; charset=utf-8", enableRangeProcessing: true)
            : throw new IrisFlowException(
                new Finding("IF899", $"There is no log of run {found.Id}.") { Expected = "Only a run that was begun over HTTP has one; a command line prints what there is to say.", Next = $"irisflow logs {found.Id}" }, ExitCode.NotFound);
    }
}
