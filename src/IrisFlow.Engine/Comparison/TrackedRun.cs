using IrisFlow.Engine.Resume;

namespace IrisFlow.Engine.Comparison;

/// <summary>A run as the store keeps it, with its steps and the workflow as it was run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Steps">Its steps by name.</param>
/// <param name="Workflow">The workflow as it was run, all changes applied.</param>
internal sealed record TrackedRun(RunRecord Run, IReadOnlyDictionary<string, StepRecord> Steps, Workflow Workflow)
{
    private static readonly Dictionary<string, string> NoWires = [];

    /// <summary>The steps as the workflow defines them, by name.</summary>
    public IReadOnlyDictionary<string, Step> Defined { get; } = Workflow.Steps.ToDictionary(s => s.Name);

    /// <exception cref="IrisFlowException">The stored workflow can't be read.</exception>
    public static TrackedRun Of(IRunStore store, RunRecord run) =>
        new(run, store.Steps(run.Id).ToDictionary(s => s.Name), EarlierRun.Workflow(run));

    /// <summary>The wires of a step, by input.</summary>
    public IReadOnlyDictionary<string, string> WiresOf(string step) => Defined.GetValueOrDefault(step)?.From ?? NoWires;

    /// <summary>The names of the steps of both runs, each after all that it reads from in either; otherwise as the second run has them.</summary>
    public static IReadOnlyList<string> Order(TrackedRun first, TrackedRun second)
    {
        var ordered = new List<string>();
        var visited = new HashSet<string>();
        foreach (var step in second.Workflow.Steps.Concat(first.Workflow.Steps))
        {
            Visit(step.Name);
        }

        return ordered;

        // Wires may lead in a circle when those of two workflows are taken together: then a step comes where it is met first.
        void Visit(string name)
        {
            if (visited.Add(name))
            {
                foreach (var producer in first.WiresOf(name).Values.Concat(second.WiresOf(name).Values).Select(a => Address.Split(a).Step))
                {
                    Visit(producer);
                }

                ordered.Add(name);
            }
        }
    }
}
