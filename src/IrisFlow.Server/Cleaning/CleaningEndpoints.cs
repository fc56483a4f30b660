using System.Text.Json;
using IrisFlow.Engine.Retention;
using IrisFlow.Server.Access;
using IrisFlow.Server.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Cleaning;

/// <summary>What takes space that nothing keeps: how much it is, and giving it up. The limits are those of <c>irisflow gc</c> without options.</summary>
internal sealed class CleaningEndpoints : IEndpoints
{
    private static readonly RetentionPolicy Policy = new();

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/cleaning", Look).WithName("getCleaning").WithSummary("What is kept by which rule, and what could go; nothing is changed.").Gives("cleaning");
        api.MapPost("/cleaning", Apply).For(Role.Editor).WithName("clean").WithSummary("Gives up what nothing keeps, and deletes what was given up before.").Gives("cleaning");
    }

    private static Document Look(LiveWorkspace live, TimeProvider clock) => Answer(Collector(live, clock).Look(Policy));

    private static Document Apply(LiveWorkspace live, TimeProvider clock) => Answer(Collector(live, clock).Apply(Policy));

    private static GarbageCollector Collector(LiveWorkspace live, TimeProvider clock) => new(live.Current.Artifacts, live.Current.Store, clock);

    private static Document Answer(GarbageReport report) => new(json =>
    {
        json.WriteStartObject();
        json.WriteString("at", report.At);
        json.WriteBoolean("applied", report.IsApplied);
        json.WriteNumber("keepRuns", Policy.KeepRuns);
        json.WriteNumber("keepMilliseconds", Policy.KeepAge.TotalMilliseconds);
        json.WriteNumber("graceMilliseconds", Policy.Grace.TotalMilliseconds);
        json.WriteBoolean("heldBack", report.IsHeldBack);
        json.WriteStartArray("kept");
        foreach (var group in report.With(Fate.Kept).GroupBy(o => o.Reasons[0].Kind).OrderBy(g => g.Key))
        {
            json.WriteStartObject();
            json.WriteString("rule", JsonNamingPolicy.KebabCaseLower.ConvertName(group.Key.ToString()));
            Count(json, [.. group.Select(o => o.File.Bytes)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        foreach (var (name, fate) in new[] { ("condemned", Fate.Condemned), ("waiting", Fate.Waiting), ("deleted", Fate.Deleted) })
        {
            json.WriteStartObject(name);
            Count(json, [.. report.With(fate).Select(o => o.File.Bytes)]);
            json.WriteEndObject();
        }

        json.WriteStartObject("strays");
        Count(json, [.. report.Strays.Select(s => s.Bytes)]);
        json.WriteEndObject();
        json.WriteString("command", report.IsApplied ? "irisflow gc --apply" : "irisflow gc");
        json.WriteEndObject();
    });

    private static void Count(Utf8JsonWriter json, IReadOnlyList<long> bytes)
    {
        json.WriteNumber("objects", bytes.Count);
        json.WriteNumber("bytes", bytes.Sum());
    }
}
