using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;
using IrisFlow.Hosting.Schedules;
using IrisFlow.Server.Access;
using IrisFlow.Server.Conditions;
using IrisFlow.Server.Description;
using IrisFlow.Server.Paging;
using IrisFlow.Server.Reading;
using IrisFlow.Server.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Schedules;

/// <summary>Schedules: when workflows run by themselves, what became of each tick, pausing and running now.</summary>
internal sealed class ScheduleEndpoints : IEndpoints
{
    // Between the look at a schedule's state and its change no other request may come.
    private static readonly Lock Changing = new();

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/schedules", List).WithName("listSchedules").WithSummary("All schedules of saved workflows, and whether this server lets them fire.").Gives("api-schedules");
        api.MapGet("/schedules/{workflow}", Get).WithName("getSchedule").WithSummary("A schedule in words, its next times and its last tick.").Gives("schedule");
        api.MapGet("/schedules/{workflow}/ticks", Ticks).WithName("listTicks").WithSummary("The ticks of a schedule and what became of them, newest first.").Pages("tick");
        api.MapPost("/schedules/preview", PreviewAsync).Asks().WithName("previewSchedule").WithSummary("A schedule that is being edited in words, its next times and what is wrong with it.").Takes<PreviewRequest>()
            .Gives("schedule-preview");
        api.MapPost("/schedules/{workflow}/pause", PauseAsync).WithName("pauseSchedule").WithSummary("Pauses a schedule.").Takes<PauseRequest>().IfUnchanged().Gives("schedule");
        api.MapPost("/schedules/{workflow}/resume", Resume).WithName("resumeSchedule").WithSummary("Lets a paused schedule go on; what would have come meanwhile is over.").IfUnchanged().Gives("schedule");
        api.MapPost("/schedules/{workflow}/run", RunAsync).WithName("runSchedule").WithSummary("Runs a workflow now, with the parameters of its schedule.").OnceOnly().Gives("begun", StatusCodes.Status201Created);
    }

    private static Document List(LiveWorkspace live, ScheduleService schedules, TimeProvider clock)
    {
        var workspace = live.Current;
        var views = schedules.Book.All(workspace).Select(s => ScheduleView.Look(workspace, s, clock.GetUtcNow())).ToList();
        return new(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("serving", schedules.IsServing);
            json.WriteStartArray("items");
            views.ForEach(view => ScheduleJson.Write(json, view));
            json.WriteEndArray();
            json.WriteNull("next");
            json.WriteEndObject();
        });
    }

    private static Document Get(string workflow, LiveWorkspace live, ScheduleService schedules, TimeProvider clock) =>
        Answer(live.Current, schedules.Book.Of(live.Current, workflow), clock);

    private static Document Ticks(string workflow, HttpContext context, LiveWorkspace live, ScheduleService schedules)
    {
        var page = PageRequest.Of(context);
        var store = live.Current.Store;
        var scheduled = Known(live.Current, schedules, workflow);
        DateTimeOffset? before = page.After is not { } cursor ? null
            : DateTimeOffset.TryParse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : throw PageRequest.NoCursor();
        return page.Page(store.Ticks(workflow, before, page.Fetch), t => t.At.ToString("O", CultureInfo.InvariantCulture), (json, tick) => ScheduleJson.Write(json, TickView.Look(store, scheduled, tick)));
    }

    private static async Task<IResult> PreviewAsync(HttpContext context, LiveWorkspace live, TimeProvider clock)
    {
        var asked = await Requests.ReadAsync<PreviewRequest>(context);
        var scheduled = ScheduledWorkflow.Of(asked.Workflow ?? "preview", asked.Schedule, asked.Definition is not null ? asked.Definition["parameters"] ?? new JsonObject() : Saved(live.Current, asked.Workflow));
        return new Document(json => ScheduleJson.Preview(json, scheduled, clock.GetUtcNow()));
    }

    private static async Task<IResult> PauseAsync(string workflow, HttpContext context, LiveWorkspace live, ScheduleService schedules, TimeProvider clock)
    {
        var asked = await Requests.ReadAsync<PauseRequest>(context, limit: 8192);
        return Change(workflow, context, live.Current, schedules, clock, scheduled => SchedulePauses.Pause(live.Current, scheduled, asked.Reason, Caller.Of(context).Name, clock.GetUtcNow()));
    }

    private static Document Resume(string workflow, HttpContext context, LiveWorkspace live, ScheduleService schedules, TimeProvider clock) =>
        Change(workflow, context, live.Current, schedules, clock, scheduled => SchedulePauses.Resume(live.Current, scheduled, clock.GetUtcNow()));

    private static async Task<IResult> RunAsync(string workflow, HttpContext context, LiveWorkspace live, ScheduleService schedules, RunStarter starter) =>
        RunEndpoints.Begun(await starter.StartAsync(context, new() { Tick = OrderedTick.ByHand(schedules.Book.Of(live.Current, workflow)) }));

    private static Document Change(string workflow, HttpContext context, Workspace workspace, ScheduleService schedules, TimeProvider clock, Action<ScheduledWorkflow> change)
    {
        lock (Changing)
        {
            var scheduled = schedules.Book.Of(workspace, workflow);
            var view = ScheduleView.Look(workspace, scheduled, clock.GetUtcNow());
            ETags.Demand(context, Tag(view), json => ScheduleJson.Write(json, view));
            change(scheduled);
            return Answer(workspace, scheduled, clock);
        }
    }

    private static Document Answer(Workspace workspace, ScheduledWorkflow scheduled, TimeProvider clock)
    {
        var view = ScheduleView.Look(workspace, scheduled, clock.GetUtcNow());
        return new(json => ScheduleJson.Write(json, view)) { ETag = Tag(view), IsMoving = true };
    }

    /// <summary>Names what can be changed of a schedule: not its ticks, which come by themselves.</summary>
    private static string Tag(ScheduleView view) => ETags.Of(view.Of.Workflow, view.Of.Schedule.Revision, view.State?.Pause?.ToString() ?? "");

    /// <summary>A schedule, or what is left of one: its ticks stay when the workflow has it no more.</summary>
    private static ScheduledWorkflow Known(Workspace workspace, ScheduleService schedules, string workflow)
    {
        try
        {
            return schedules.Book.Of(workspace, workflow);
        }
        catch (IrisFlowException) when (WorkflowName.IsValid(workflow) && workspace.Store.Ticks(workflow, null, 1).Count > 0)
        {
            return new(workflow, new("", "UTC"), []);
        }
    }

    private static JsonNode? Saved(Workspace workspace, string? workflow)
    {
        try
        {
            return workflow is null ? null : WorkflowWriter.ToJson(workspace.Named(workflow), workspace.Catalog)["parameters"] ?? new JsonObject();
        }
        catch (IrisFlowException)
        {
            // A workflow that is not saved, or can't be read: its parameters are not known.
            return null;
        }
    }
}

/// <summary>A schedule to look at.</summary>
/// <param name="Schedule">Its object, as a workflow file has it.</param>
internal sealed record PreviewRequest(JsonObject Schedule)
{
    /// <summary>The saved workflow whose parameters it is for.</summary>
    public string? Workflow { get; init; }

    /// <summary>The definition whose parameters it is for, in the place of a saved one.</summary>
    public JsonObject? Definition { get; init; }
}

/// <summary>Why a schedule is paused.</summary>
/// <param name="Reason">In words.</param>
internal sealed record PauseRequest(string Reason);
