using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Sweep;

/// <summary>Holds every run of a sweep against the rules before the first begins: all findings at once.</summary>
internal static class SweepCheck
{
    /// <exception cref="IrisFlowException">Something is wrong with the sweep, or with some of its runs.</exception>
    public static void ThrowErrors(SweepRequest sweep)
    {
        var findings = new List<Finding>();
        Axes(sweep, findings);
        Planner.ThrowErrors(findings);
        Runs(sweep, findings);
        Planner.ThrowErrors(findings);
    }

    private static void Axes(SweepRequest sweep, List<Finding> findings)
    {
        for (var i = 0; i < sweep.Axes.Count; i++)
        {
            var path = sweep.Axes[i].Path;
            if (sweep.Axes.Take(i).FirstOrDefault(a => a.Path == path || a.Path.StartsWith(path + ".", StringComparison.Ordinal)) is { } other)
            {
                findings.Add(new("IF441", other.Path == path ? $"--sweep names {path} twice." : $"--sweep {path} would undo --sweep {other.Path}.")
                {
                    Expected = other.Path == path ? $"Give all values at once: --sweep {path}=1,2,3." : "Sweep the whole first, then what is in it.",
                });
            }

            if (sweep.Request.Set.Any(s => s.Path == path) || (sweep.Axes[i].IsParameter && sweep.Request.Parameters.ContainsKey(path)))
            {
                findings.Add(new("IF441", $"{path} is given by {(sweep.Axes[i].IsParameter ? "--param" : "--set")} and by --sweep.") { Expected = "Leave one of them out." });
            }
        }

        if (sweep.Count > SweepRequest.ManyRuns && !sweep.AllowMany)
        {
            findings.Add(new("IF442", $"This sweep is {sweep.Count} runs.") { Expected = $"More than {SweepRequest.ManyRuns} are taken for a mistake: give fewer values, or say --yes at the command line." });
        }

        if (sweep.Count > int.MaxValue)
        {
            findings.Add(new("IF442", $"This sweep is {sweep.Count} runs, more than can be told apart.") { Expected = "Give fewer values." });
        }
    }

    private static void Runs(SweepRequest sweep, List<Finding> findings)
    {
        var count = (int)sweep.Count;
        var found = new Dictionary<Finding, (int First, int Runs)>();
        for (var i = 0; i < count; i++)
        {
            var request = sweep.At(i, null);
            var own = new List<Finding>();
            var workflow = Planner.Check(request, own);
            if (workflow.IsSound)
            {
                Selection.Of(workflow, request, own.Add);
                By(sweep, workflow, own.Add);
            }

            foreach (var finding in own.Where(f => f.Severity == Severity.Error).Distinct())
            {
                var (first, runs) = found.GetValueOrDefault(finding, (i, 0));
                found[finding] = (first, runs + 1);
            }
        }

        // What is wrong with all of them says nothing about a value.
        findings.AddRange(found.Select(f => f.Value.Runs == count
            ? f.Key
            : f.Key with { Message = $"{f.Key.Message} This is so in {f.Value.Runs} of {count} runs, first with {sweep.VariantAt(f.Value.First)}." }));
    }

    /// <summary>The step of <c>--by step.name</c> can be looked up; which figures it has is known when it has run.</summary>
    private static void By(SweepRequest sweep, CheckedWorkflow workflow, Action<Finding> report)
    {
        var (step, name) = Address.Split(sweep.By ?? "");
        if (name.Length > 0 && workflow.Steps.All(s => s.Name != step))
        {
            report(Overrides.UnknownStep("--by", step, workflow.Workflow.Steps));
        }
        else if (sweep.By is not null && !workflow.Steps.Any(s => (name.Length == 0 || s.Name == step) && s.Descriptor!.Outputs.Any(o => o.Kind.Type == typeof(Metrics))))
        {
            report(new("IF443", name.Length == 0 ? "No step of the workflow gives metrics." : $"Step '{step}' gives no metrics.")
            {
                Expected = NearMiss.OneOf(step, workflow.Steps.Where(s => s.Descriptor!.Outputs.Any(o => o.Kind.Type == typeof(Metrics))).Select(s => s.Name), "Metrics come from"),
            });
        }
    }
}
