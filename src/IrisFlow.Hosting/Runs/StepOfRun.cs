using System.Text.Json.Nodes;

namespace IrisFlow.Hosting.Runs;

/// <summary>Finds a step of a run by its name.</summary>
public static class StepOfRun
{
    /// <summary>The step, among those of the run that have begun.</summary>
    /// <exception cref="IrisFlowException">The run has no such step, or has not begun it.</exception>
    public static StepRecord Find(RunRecord run, IReadOnlyList<StepRecord> steps, string name) => steps.FirstOrDefault(s => s.Name == name) ?? throw Missing(run, steps, name);

    private static IrisFlowException Missing(RunRecord run, IReadOnlyList<StepRecord> steps, string name)
    {
        // A sweep has a step that its workflow has not.
        var names = (JsonNode.Parse(run.Definition)?["steps"] as JsonObject ?? []).Select(s => s.Key).Union(steps.Select(s => s.Name)).ToList();
        return new(
            names.Contains(name)
                ? new Finding("IF573", $"Run {run.Id} has not begun step '{name}'.") { Expected = "There is something to tell of a step once it has begun.", Next = $"irisflow show {run.Id}" }
                : new Finding("IF402", $"Run {run.Id} has no step '{name}'.") { Expected = NearMiss.OneOf(name, names, "Its steps are") },
            ExitCode.NotFound);
    }
}
