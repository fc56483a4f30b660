using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Sweep;

/// <summary>Counts the steps that a sweep would run: one that several runs need once.</summary>
internal sealed class Estimate
{
    private readonly HashSet<string> _run = [];
    private int _runs;
    private int _steps;
    private int _blocked;

    public SweepEstimate Total => new(_runs, _run.Count, _steps - _run.Count, _blocked);

    /// <summary>Counts one run.</summary>
    public void Add(RunPlan plan)
    {
        _runs++;
        _blocked += plan.Obstacles.Count > 0 ? 1 : 0;
        var names = new Dictionary<string, string>();
        foreach (var step in plan.Steps)
        {
            names[step.Name] = NameOf(step, names);
            if (step.Decision is Decision.Run or Decision.Reuse)
            {
                _steps++;
            }

            if (step.Decision == Decision.Run)
            {
                _run.Add(names[step.Name]);
            }
        }
    }

    /// <summary>What stands for a step's outputs: its key; where what it reads is not known yet, what it does and to what.</summary>
    private static string NameOf(PlannedStep step, Dictionary<string, string> names) => step.Key ?? string.Join(
        '\n',
        step.Bound.Wires.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key}={names.GetValueOrDefault(Address.Split(w.Value).Step, w.Value)}.{Address.Split(w.Value).Port}")
            .Prepend(step.Bound.Parameters().ToJsonString()).Prepend(step.Bound.Code).Prepend(step.Bound.Descriptor.Uses));
}
