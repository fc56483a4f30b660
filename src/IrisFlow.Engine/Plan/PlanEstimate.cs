namespace IrisFlow.Engine.Plan;

/// <summary>What carrying out a plan would take, going by what its steps took when they last ran. At most: a step after one whose result turns out unchanged is reused.</summary>
/// <param name="Steps">What each step took when it last ran; steps that would not run, or never ran, are not in it.</param>
/// <param name="Unknown">The steps that would run and never did.</param>
/// <param name="WorkMilliseconds">The work of all steps, in milliseconds.</param>
/// <param name="Milliseconds">How long it takes with as many steps at once as the engine runs, in milliseconds.</param>
/// <param name="Bytes">The files that would be written, in bytes.</param>
public sealed record PlanEstimate(
    IReadOnlyDictionary<string, StepCost> Steps, IReadOnlyList<string> Unknown, double WorkMilliseconds, double Milliseconds, long Bytes)
{
    internal static PlanEstimate Of(RunPlan plan, Func<string, StepCost?> costOf, int parallelism)
    {
        var running = plan.Steps.Where(s => s.Decision == Decision.Run).ToList();
        var known = new Dictionary<string, StepCost>();
        foreach (var step in running)
        {
            if (costOf(step.Name) is { } cost)
            {
                known[step.Name] = cost;
            }
        }

        return new(
            known,
            [.. running.Select(s => s.Name).Where(n => !known.ContainsKey(n))],
            known.Values.Sum(c => c.Milliseconds),
            Length(running, known, parallelism),
            known.Values.Sum(c => c.Bytes));
    }

    /// <summary>Plays the plan through: whatever is ready begins in the order of the plan as soon as there is a place.</summary>
    private static double Length(IReadOnlyList<PlannedStep> steps, IReadOnlyDictionary<string, StepCost> known, int parallelism)
    {
        var places = steps.Select((s, i) => (s.Name, i)).ToDictionary(s => s.Name, s => s.i);
        var waitsFor = new int[steps.Count];
        var readers = steps.Select(_ => new List<int>()).ToArray();
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var producer in steps[i].Bound.Checked.Producers.Where(places.ContainsKey))
            {
                waitsFor[i]++;
                readers[places[producer]].Add(i);
            }

            if (waitsFor[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        var (now, running) = (0.0, new PriorityQueue<int, double>());
        while (ready.Count + running.Count > 0)
        {
            while (running.Count < parallelism && ready.TryDequeue(out var next, out _))
            {
                running.Enqueue(next, now + (known.GetValueOrDefault(steps[next].Name)?.Milliseconds ?? 0));
            }

            running.TryDequeue(out var ended, out now);
            foreach (var reader in readers[ended].Where(r => --waitsFor[r] == 0))
            {
                ready.Enqueue(reader, reader);
            }
        }

        return now;
    }
}
