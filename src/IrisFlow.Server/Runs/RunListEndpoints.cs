using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;
using IrisFlow.Server.Description;
using IrisFlow.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Runs;

/// <summary>The list of runs, the newest first.</summary>
internal sealed class RunListEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/runs", List).WithName("listRuns").WithSummary("Runs with their figures, the newest first; parts of a sweep or map where their parent is named.")
            .Pages("api-runs", "workflow", "state", "since", "until", "of", "metric");

    private static Document List(HttpContext context, LiveWorkspace live)
    {
        var page = PageRequest.Of(context);
        string? Asked(string name) => context.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;
        var list = new RunList { Workflow = Asked("workflow"), State = Asked("state"), Since = Asked("since"), Until = Asked("until"), Of = Asked("of") };
        var wanted = Asked("metric")?.Split(',');
        var runs = list.Find(live.Current, page.After, page.Fetch);
        var figures = live.Current.Store.MetricsOf([.. runs.Select(r => r.Id)]);
        return page.Page(runs, r => r.Id, (json, run) =>
        {
            json.WriteStartObject();
            RunHeadJson.Write(json, run);
            ScheduleJson.Of(json, live.Current.Store.TickOf(run.Id));
            json.WriteString("origin", run.Origin);
            FiguresJson.Write(json, "metrics", figures.GetValueOrDefault(run.Id, []).Where(f => wanted is null || wanted.Contains(f.Key)));
            json.WriteEndObject();
        });
    }
}
