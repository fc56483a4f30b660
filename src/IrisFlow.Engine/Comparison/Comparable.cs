namespace IrisFlow.Engine.Comparison;

/// <summary>Whether the steps of two runs can stand for one another.</summary>
internal static class Comparable
{
    /// <summary>The steps that a step needs, it last, in an order in which they can run: the same, wired the same, and with checkpoints in both runs.</summary>
    /// <exception cref="IrisFlowException">The runs are too different.</exception>
    public static IReadOnlyList<string> Order(TrackedRun first, TrackedRun second, string step)
    {
        if (first.Workflow.Name != second.Workflow.Name)
        {
            throw Refused(first, second, [$"Run {first.Run.Id} is of workflow '{first.Workflow.Name}', run {second.Run.Id} of '{second.Workflow.Name}'."]);
        }

        var (needed, before) = (Needed(second, step), Needed(first, step));
        var problems = new List<string>();
        problems.AddRange(needed.Except(before).Select(s => $"Only in run {second.Run.Id} does {step} need step '{s}'."));
        problems.AddRange(before.Except(needed).Select(s => $"Only in run {first.Run.Id} does {step} need step '{s}'."));
        problems.AddRange(needed.Intersect(before)
            .Where(s => !first.WiresOf(s).OrderBy(w => w.Key).SequenceEqual(second.WiresOf(s).OrderBy(w => w.Key)))
            .Select(s => $"Step '{s}' is wired otherwise."));
        foreach (var run in new[] { first, second })
        {
            problems.AddRange(needed.Intersect(before).Where(s => run.Steps.GetValueOrDefault(s)?.Outputs is not { Count: > 0 }).Select(s => $"Run {run.Run.Id} has no checkpoints of step '{s}'."));
        }

        return problems.Count > 0 ? throw Refused(first, second, problems) : [.. TrackedRun.Order(first, second).Where(needed.Contains)];
    }

    private static IrisFlowException Refused(TrackedRun first, TrackedRun second, IEnumerable<string> problems) =>
        new([.. problems.Select(p => new Finding("IF426", p)
        {
            Expected = "Two runs can be bisected when they have the same steps, wired the same way, all with checkpoints.",
            Next = $"irisflow diff {first.Run.Id} {second.Run.Id}",
        })]);

    private static HashSet<string> Needed(TrackedRun run, string step)
    {
        var needed = new HashSet<string>();
        var open = new Stack<string>([step]);
        while (open.TryPop(out var name))
        {
            if (needed.Add(name))
            {
                run.WiresOf(name).Values.Select(a => Address.Split(a).Step).ToList().ForEach(open.Push);
            }
        }

        return needed;
    }
}
