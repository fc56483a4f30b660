namespace IrisFlow.Engine.Plan;

/// <summary>Which steps a run works on: what follows from <c>--from</c> and is needed for <c>--to</c>.</summary>
internal static class Selection
{
    /// <summary>The names of the selected steps.</summary>
    public static HashSet<string> Of(CheckedWorkflow workflow, RunRequest request, Action<Finding> report)
    {
        var names = workflow.Steps.Select(s => s.Name).ToHashSet();
        foreach (var (option, name) in Named(request))
        {
            var (step, port) = Address.Split(name);
            var found = workflow.Steps.FirstOrDefault(s => s.Name == step);
            if (found is null)
            {
                report(Overrides.UnknownStep(option, step, workflow.Workflow.Steps));
            }
            else if (port.Length > 0 && found.Descriptor!.Outputs.All(o => o.Name != port) && found.Descriptor.Inputs.All(i => i.Name != port))
            {
                report(new("IF404", $"{option} names '{name}', but {found.Descriptor.Uses} has no port '{port}'.")
                {
                    Expected = NearMiss.OneOf(port, found.Descriptor.Outputs.Concat(found.Descriptor.Inputs).Select(p => p.Name).Distinct(), "Its ports are"),
                });
            }
        }

        var from = Steps(request.From).Where(names.Contains).ToHashSet();
        var to = Steps(request.To).Where(names.Contains).ToHashSet();
        var selected = names;
        if (request.From.Count > 0)
        {
            selected = Closure(workflow.Steps, from, (step, chosen) => step.Producers.Any(chosen.Contains));
        }

        if (request.To.Count > 0)
        {
            var needed = to;
            foreach (var step in workflow.Steps.Reverse().Where(s => needed.Contains(s.Name)))
            {
                needed.UnionWith(step.Producers);
            }

            selected = [.. selected.Intersect(needed)];
        }

        if (selected.Count == 0 && names.Count > 0 && from.Count + to.Count > 0)
        {
            report(new("IF405", $"No step lies between --from {string.Join(' ', request.From)} and --to {string.Join(' ', request.To)}.")
            {
                Expected = "Leave at a step that follows from where you enter.",
            });
        }

        return selected;
    }

    private static IEnumerable<(string Option, string Name)> Named(RunRequest request) =>
        request.From.Select(n => ("--from", n)).Concat(request.To.Select(n => ("--to", n))).Concat(request.Force.Select(n => ("--force", n)));

    private static IEnumerable<string> Steps(IEnumerable<string> names) => names.Select(n => Address.Split(n).Step);

    private static HashSet<string> Closure(IReadOnlyList<CheckedStep> steps, HashSet<string> start, Func<CheckedStep, HashSet<string>, bool> belongs)
    {
        var chosen = new HashSet<string>(start);
        foreach (var step in steps.Where(s => belongs(s, chosen)))
        {
            chosen.Add(step.Name);
        }

        return chosen;
    }
}
