using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Reasons;

/// <summary>Follows differences to where they come from: into the columns of inputs, the methods of code, and up to the steps that made the inputs.</summary>
/// <param name="store">Where everything is tracked.</param>
/// <param name="checkpoints">The stored checkpoints.</param>
/// <param name="now">The steps as they are, by name; null for one that is not there.</param>
internal sealed class Explanation(IRunStore store, CheckpointStore checkpoints, Func<string, StepRecord?> now)
{
    // Beyond this nobody reads on, and a chain of thousands of steps stays a page.
    private const int Deepest = 24;

    private readonly ColumnChanges _columns = new(store, checkpoints);
    private readonly Dictionary<string, IReadOnlyDictionary<string, StepRecord>> _runs = [];

    /// <summary>The differences from a baseline, each with what is behind it.</summary>
    public IReadOnlyList<Reason> Of(Baseline baseline) => Behind(baseline.Differences, baseline.Run, [], 0);

    private IReadOnlyList<Reason> Behind(IReadOnlyList<Reason> differences, string run, HashSet<string> told, int depth) =>
        depth >= Deepest ? [] : [.. differences.Select(d => Behind(d, run, told, depth))];

    private Reason Behind(Reason difference, string run, HashSet<string> told, int depth) => difference.Kind switch
    {
        ReasonKind.CodeChanged => difference with { Because = CodeChange.Between(store.FindCode(difference.Before!), store.FindCode(difference.After!))?.Reasons() ?? [] },
        ReasonKind.InputChanged => difference with { Because = [.. Columns(difference, run), .. Producer(difference.Source!, run, told, depth)] },
        _ => difference,
    };

    /// <summary>Only a table's columns mean something to a user; how a model is laid out is nobody's business.</summary>
    private IReadOnlyList<Reason> Columns(Reason input, string run)
    {
        var (step, port) = Address.Split(input.Source!);
        return Steps(run).GetValueOrDefault(step)?.Outputs.FirstOrDefault(o => o.Port == port)?.Kind == Table.Kind
            ? _columns.Between(Digest.Parse(input.Before!), Digest.Parse(input.After!))
            : [];
    }

    /// <summary>What is different in the step that made an input.</summary>
    private IEnumerable<Reason> Producer(string source, string run, HashSet<string> told, int depth)
    {
        var name = Address.Split(source).Step;
        if (Steps(run).GetValueOrDefault(name) is not { } before || now(name) is not { } after)
        {
            yield break;
        }

        if (after.State == StepState.Injected || before.State == StepState.Injected)
        {
            yield return new(ReasonKind.Injected, after.State == StepState.Injected ? $"{name}: {after.Reason}" : $"{name}: run {run} had other data in its place") { Step = name, Run = run };
            yield break;
        }

        var differences = StepDifferences.Between(before, after);
        if (differences.Count > 0)
        {
            var behind = Reason.Of(told.Add(name) ? Behind(differences, run, told, depth + 1) : differences);
            yield return behind with { Step = name, Text = $"{name}: {behind.Text}" };
        }
        else if (before.Key is not null && before.Key == after.Key)
        {
            yield return new(ReasonKind.Nondeterministic, $"{name} gave other content with the same key") { Step = name, Before = before.Key, After = after.Key };
        }
    }

    private IReadOnlyDictionary<string, StepRecord> Steps(string run)
    {
        if (!_runs.TryGetValue(run, out var steps))
        {
            _runs[run] = steps = store.Steps(run).ToDictionary(s => s.Name);
        }

        return steps;
    }
}
