using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Plan;

/// <summary>Applies <c>--set</c> and <c>--skip</c> to the workflow as a document, before it is checked.</summary>
internal static class Overrides
{
    /// <summary>The workflow with the changes; what can't be applied is reported.</summary>
    public static Workflow Apply(RunRequest request, Action<Finding> report)
    {
        var steps = request.Workflow.Steps.ToList();
        foreach (var (path, value) in request.Set)
        {
            Set("--set", steps, path, value, request.Environment.Catalog, report);
        }

        foreach (var (path, value) in request.Vary)
        {
            Set("--sweep", steps, path, value, request.Environment.Catalog, report);
        }

        foreach (var name in request.Skip)
        {
            Skip(steps, name, request.Environment.Catalog, report);
        }

        return request.Workflow with { Steps = steps };
    }

    private static void Set(string option, List<Step> steps, string path, JsonNode? value, Catalog catalog, Action<Finding> report)
    {
        var names = path.Split('.');
        var index = steps.FindIndex(s => s.Name == names[0]);
        if (index < 0 || names.Length < 2)
        {
            report(index < 0
                ? UnknownStep(option, names[0], steps)
                : new Finding("IF114", $"{option} {path} names no parameter.") { Expected = $"It is written {option} step.parameter=value." });
            return;
        }

        var step = steps[index];
        var with = (JsonObject)step.With.DeepClone();
        var target = with;
        for (var i = 1; i < names.Length - 1; i++)
        {
            // A nested value may stand at its default, which the file leaves out.
            var inner = target[names[i]] as JsonObject
                ?? (i == 1 && catalog.Find(step.Uses)?.Parameters.FirstOrDefault(p => p.Name == names[1]) is { } parameter
                    ? ValueWriter.ToJson(parameter.Default) as JsonObject
                    : null);
            if (inner is null)
            {
                report(new("IF114", $"{option} {path}: '{names[i]}' holds no values of its own.") { Step = step.Name, Port = string.Join('.', names[1..^1]) });
                return;
            }

            target[names[i]] = inner = (JsonObject)inner.DeepClone();
            target = inner;
        }

        target[names[^1]] = value?.DeepClone();
        steps[index] = step with { With = with };
    }

    private static void Skip(List<Step> steps, string name, Catalog catalog, Action<Finding> report)
    {
        var step = steps.Find(s => s.Name == name);
        if (step is null || catalog.Find(step.Uses) is not { } descriptor)
        {
            if (step is null)
            {
                report(UnknownStep("--skip", name, steps));
            }

            return;
        }

        var around = new Dictionary<string, string>();
        foreach (var output in descriptor.Outputs)
        {
            // An input of the same name is meant; else the only one of the kind, for the first output of the kind.
            var candidates = descriptor.Inputs.Where(i => i.Kind == output.Kind).ToList();
            var input = candidates.Find(i => i.Name == output.Name)
                ?? (candidates.Count == 1 && descriptor.Outputs.First(o => o.Kind == output.Kind) == output ? candidates[0] : null);
            if (input is not null && step.From.TryGetValue(input.Name, out var source))
            {
                around[$"{name}.{output.Name}"] = source;
            }
        }

        var lost = steps.SelectMany(s => s.From.Values.Select(a => (Reader: s.Name, Address: a)))
            .FirstOrDefault(r => Address.Split(r.Address).Step == name && !around.ContainsKey(r.Address));
        if (lost.Address is not null)
        {
            report(new("IF115", $"Step '{name}' can't be skipped: {lost.Reader} reads {lost.Address}, and {step.Uses} has no input that could stand for it.")
            {
                Expected = "A step can be skipped where an input and an output are of the same kind.",
            });
            return;
        }

        steps.Remove(step);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].From.Values.Any(around.ContainsKey))
            {
                steps[i] = steps[i] with { From = steps[i].From.ToDictionary(f => f.Key, f => around.GetValueOrDefault(f.Value, f.Value)) };
            }
        }
    }

    internal static Finding UnknownStep(string option, string name, IEnumerable<Step> steps) =>
        new("IF402", $"{option} names the step '{name}', which the workflow has not.")
        {
            Expected = NearMiss.OneOf(name, steps.Select(s => s.Name), "Its steps are"),
        };
}
