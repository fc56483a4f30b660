using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Resume;

namespace IrisFlow.Engine.Sweep;

/// <summary>A sweep as its run keeps it, in the text of what was asked for.</summary>
internal static class StoredSweep
{
    /// <summary>What all its runs have in common, as <see cref="EarlierRun"/> keeps it, and the sweep.</summary>
    public static string Text(SweepPlan plan)
    {
        var text = (JsonObject)JsonNode.Parse(EarlierRun.Text(plan.First))!;
        text["sweep"] = new JsonObject(plan.Sweep.Axes.Select(a =>
            KeyValuePair.Create(a.Path, (JsonNode?)new JsonArray([.. a.Values.Select(v => v?.DeepClone())]))));
        if (plan.Sweep.By is not null)
        {
            text["by"] = plan.Sweep.By;
        }

        if (plan.Sweep.SmallestFirst is { } smallest)
        {
            text["smallestFirst"] = smallest;
        }

        text["one"] = plan.Sweep.Request.Command;
        return text.ToJsonString();
    }

    /// <summary>True for the run of a sweep.</summary>
    public static bool Is(RunRecord run) => run.Request.Contains("\"sweep\"", StringComparison.Ordinal) && JsonNode.Parse(run.Request)?["sweep"] is JsonObject;

    /// <summary>The names of what was swept.</summary>
    public static IReadOnlyList<string> Axes(RunRecord run) => [.. JsonNode.Parse(run.Request)!["sweep"]!.AsObject().Select(a => a.Key)];

    /// <summary>What decides, as it was asked for.</summary>
    public static (string? By, bool? SmallestFirst) Order(RunRecord run)
    {
        var text = JsonNode.Parse(run.Request)!;
        return ((string?)text["by"], (bool?)text["smallestFirst"]);
    }

    /// <summary>The sweep as it was asked for.</summary>
    /// <exception cref="IrisFlowException">The stored workflow can't be read.</exception>
    public static SweepRequest Request(RunRecord run, Func<Workflow, StepEnvironment> environment)
    {
        var text = JsonNode.Parse(run.Request)!;
        var (by, smallestFirst) = Order(run);
        return new(
            EarlierRun.Request(run, environment) with { Command = (string?)text["one"] ?? $"irisflow run {run.Workflow}" },
            [.. text["sweep"]!.AsObject().Select(a => new SweepAxis(a.Key, [.. a.Value!.AsArray()]))])
        {
            By = by,
            SmallestFirst = smallestFirst,
            AllowMany = true,
            Command = run.Command,
        };
    }
}
