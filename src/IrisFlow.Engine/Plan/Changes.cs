using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Plan;

/// <summary>Says in words why a step has to run again.</summary>
internal static class Changes
{
    /// <summary>What is different from when the step last ran.</summary>
    public static string Since((string Run, StepRecord Step)? last, PlannedStep now)
    {
        if (last is not { } before)
        {
            return "it never ran";
        }

        if (before.Step.State == StepState.Injected)
        {
            return $"run {before.Run} had other data in its place";
        }

        var changes = new List<string>();
        if (before.Step.Uses != now.Bound.Descriptor.Uses)
        {
            changes.Add($"it uses {now.Bound.Descriptor.Uses}, not {before.Step.Uses}");
        }
        else
        {
            if (before.Step.Code is { } code && code != now.Bound.Code)
            {
                changes.Add($"the code of {now.Bound.Descriptor.Uses} changed");
            }

            changes.AddRange(Parameters(JsonNode.Parse(before.Step.Parameters) as JsonObject ?? [], now));
        }

        changes.AddRange(now.Inputs
            .Where(i => before.Step.Inputs.FirstOrDefault(b => b.Port == i.Port) is var old && old?.Digest != i.Digest)
            .Select(i => i.Source.StartsWith("file:", StringComparison.Ordinal) ? $"{i.Source[5..]} changed" : $"{i.Source} changed"));
        return changes.Count > 0 ? string.Join(", ", changes) : now.Inputs.Count == 0 && now.Key is null ? "what it reads changed" : "no checkpoint with these inputs is known";
    }

    private static IEnumerable<string> Parameters(JsonObject before, PlannedStep now)
    {
        var after = now.Bound.Parameters();
        var files = now.Bound.Descriptor.Parameters.Where(p => p.IsSourceFile).Select(p => p.Name).ToHashSet();
        return before.Select(p => p.Key).Union(after.Select(p => p.Key))
            .Where(name => !files.Contains(name) && !JsonNode.DeepEquals(before[name], after[name]))
            .Select(name => $"{name} changed from {before[name]?.ToJsonString() ?? "nothing"} to {after[name]?.ToJsonString() ?? "nothing"}");
    }
}
