using System.Globalization;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Description;
using IrisFlow.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Runs;

/// <summary>The list of runs, the newest first.</summary>
internal sealed class RunListEndpoints : IEndpoints
{
    private static readonly string[] States = [.. Enum.GetValues<RunState>().Select(Names.Of)];

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/runs", List).WithName("listRuns").WithSummary("Runs with their figures, the newest first; parts of a sweep or map where their parent is named.").Pages("workflow", "state", "since", "until", "of", "metric");

    private static Document List(HttpContext context, LiveWorkspace live)
    {
        var page = PageRequest.Of(context);
        var query = context.Request.Query;
        var store = live.Current.Store;
        var wanted = Text(query, "metric")?.Split(',');
        var runs = Find(store, Filter(query, live), Text(query, "state"), page);
        var figures = store.MetricsOf([.. runs.Select(r => r.Id)]);
        return page.Page(runs, r => r.Id, (json, run) =>
        {
            json.WriteStartObject();
            RunHeadJson.Write(json, run);
            json.WriteString("origin", run.Origin);
            FiguresJson.Write(json, "metrics", figures.GetValueOrDefault(run.Id, []).Where(f => wanted is null || wanted.Contains(f.Key)));
            json.WriteEndObject();
        });
    }

    /// <summary>The runs of a page. What is on record as running is at work or was interrupted: which of them, its process says.</summary>
    private static List<RunRecord> Find(IRunStore store, RunFilter filter, string? state, PageRequest page)
    {
        var (found, before) = (new List<RunRecord>(), page.After);
        while (found.Count < page.Fetch && store.RunPage(filter, before, page.Fetch) is { Count: > 0 } some)
        {
            found.AddRange(some.Where(r => state is null || RunHeadJson.State(r) == state));
            before = some[^1].Id;
        }

        return [.. found.Take(page.Fetch)];
    }

    private static RunFilter Filter(IQueryCollection query, LiveWorkspace live) => new()
    {
        Workflow = Text(query, "workflow"),
        State = Text(query, "state") is { } state ? Recorded(state) : null,
        FirstId = Instant(query, "since") is { } since ? RunId.From(since) : null,
        EndId = Instant(query, "until") is { } until ? RunId.From(until) : null,
        Parent = Text(query, "of") is { } parent ? live.Current.Run(parent).Id : null,
    };

    private static RunState Recorded(string name) => Array.IndexOf(States, name) switch
    {
        -1 => throw Wrong("state", name, NearMiss.OneOf(name, States, "The states are")),
        (int)RunState.Interrupted => RunState.Running,
        var state => (RunState)state,
    };

    private static DateTimeOffset? Instant(IQueryCollection query, string name) => Text(query, name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : throw Wrong(name, text, "It is an instant such as 2027-01-31T00:00:00Z.");

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private static IrisFlowException Wrong(string name, string text, string expected) => new(new Finding("IF560", $"?{name}={text} is not as it should be.") { Expected = expected });
}
