using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Resume;

/// <summary>A run as something that can be asked for again: the text that is stored with it, and back.</summary>
internal static class EarlierRun
{
    /// <summary>What was asked for beyond the workflow (which is stored with all changes applied) and its parameters.</summary>
    public static string Text(RunPlan plan)
    {
        var (request, text) = (plan.Request, new JsonObject());
        List(text, "from", request.From);
        List(text, "to", request.To);
        List(text, "force", request.Force);
        if (plan.Injected.Count > 0)
        {
            text["with"] = new JsonArray([.. plan.Injected.Values.Select(i => (JsonNode)new JsonObject
            {
                ["port"] = i.Address,
                ["source"] = i.Source,
                ["digest"] = i.Output.Digest.Hex,
            })]);
        }

        if (request.Base is { } chosen)
        {
            text["base"] = chosen;
        }

        Flag(text, "fill", request.Fill);
        Flag(text, "staleOk", request.StaleOk);
        Flag(text, "noCache", request.NoCache);
        return text.ToJsonString();
    }

    /// <summary>The request that made a run. Files that were put in the place of ports are taken from the store, as they were then.</summary>
    /// <exception cref="IrisFlowException">The stored workflow can't be read.</exception>
    public static RunRequest Request(RunRecord run, Func<Workflow, StepEnvironment> environment)
    {
        var workflow = Workflow(run);
        var text = JsonNode.Parse(run.Request) as JsonObject ?? [];
        return new(workflow, environment(workflow))
        {
            From = List(text, "from"),
            To = List(text, "to"),
            Force = List(text, "force"),
            With = [.. (text["with"] as JsonArray ?? []).Select(w => ((string)w!["port"]!, (string)w["digest"]!))],
            Base = (string?)text["base"],
            Fill = (bool?)text["fill"] ?? false,
            StaleOk = (bool?)text["staleOk"] ?? false,
            NoCache = (bool?)text["noCache"] ?? false,
            Parameters = (JsonNode.Parse(run.Parameters) as JsonObject ?? []).ToDictionary(p => p.Key, p => p.Value?.DeepClone()),
        };
    }

    /// <summary>The workflow of a run as it was run.</summary>
    /// <exception cref="IrisFlowException">The stored text can't be read.</exception>
    public static Workflow Workflow(RunRecord run) =>
        WorkflowReader.Read(System.Text.Encoding.UTF8.GetBytes(run.Definition), run.File ?? $"run {run.Id}") with { File = run.File };

    private static void List(JsonObject text, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            text[name] = new JsonArray([.. values.Select(v => (JsonNode)v)]);
        }
    }

    private static IReadOnlyList<string> List(JsonObject text, string name) => [.. (text[name] as JsonArray ?? []).Select(v => (string)v!)];

    private static void Flag(JsonObject text, string name, bool value)
    {
        if (value)
        {
            text[name] = true;
        }
    }
}
