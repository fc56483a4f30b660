namespace IrisFlow.Engine.Comparison;

/// <summary>Compares one step of two runs.</summary>
internal sealed class StepComparer(IRunStore store, TrackedRun first, TrackedRun second, bool times)
{
    public StepDifferences Compare(string name)
    {
        var (before, after) = (first.Steps.GetValueOrDefault(name), second.Steps.GetValueOrDefault(name));
        if (before is null || after is null)
        {
            return new(name, before is null ? Presence.OnlySecond : Presence.OnlyFirst);
        }

        var files = Files(before, after);
        return new(name, Presence.Both)
        {
            Uses = before.Uses == after.Uses ? null : new(before.Uses, after.Uses),
            Wires = Wires(name),
            Parameters = [.. ValueChanges.Between(before.Parameters, after.Parameters).Where(p => !files.ContainsKey(p.Name))],
            Code = CodeComparison.Between(store, before.Code, after.Code),
            Files = [.. files.Where(f => f.Value.Before?.Digest != f.Value.After?.Digest).Select(f => f.Value)],
            State = Ending(before) == Ending(after) ? null : new(before, after),
            Outputs = before.Outputs.Count == 0 || after.Outputs.Count == 0 ? [] : Outputs(before, after),
            Metrics = before.Outputs.Count == 0 || after.Outputs.Count == 0 ? [] : Metrics(before, after),
            Times = times && (before.StartedAt is not null || after.StartedAt is not null) ? new(before, after) : null,
        };
    }

    /// <summary>How a step ended, as far as its outputs are concerned: whether they were made or were there already is all the same.</summary>
    private static StepState Ending(StepRecord step) => step.State == StepState.Reused ? StepState.Succeeded : step.State;

    private List<(string Port, Change<string> Source)> Wires(string name)
    {
        var (before, after) = (first.WiresOf(name), second.WiresOf(name));
        return [.. before.Keys.Union(after.Keys)
            .Select(p => (Port: p, Source: new Change<string>(before.GetValueOrDefault(p), after.GetValueOrDefault(p))))
            .Where(w => w.Source.Before != w.Source.After)];
    }

    private static Dictionary<string, FileDifference> Files(StepRecord before, StepRecord after)
    {
        static bool IsFile(InputRecord input) => input.Source.StartsWith("file:", StringComparison.Ordinal);
        return before.Inputs.Concat(after.Inputs).Where(IsFile).Select(i => i.Port).Distinct().ToDictionary(
            p => p, p => new FileDifference(p, before.Inputs.FirstOrDefault(i => i.Port == p && IsFile(i)), after.Inputs.FirstOrDefault(i => i.Port == p && IsFile(i))));
    }

    private List<OutputDifferences> Outputs(StepRecord before, StepRecord after) =>
    [
        .. before.Outputs.Select(o => o.Port).Union(after.Outputs.Select(o => o.Port))
            .Select(p => (Port: p, Before: before.Outputs.FirstOrDefault(o => o.Port == p), After: after.Outputs.FirstOrDefault(o => o.Port == p)))
            .Where(o => o.Before?.Digest != o.After?.Digest)
            .Select(o => new OutputDifferences(o.Port, o.Before, o.After, SchemaOf(o.Before) is { } old && SchemaOf(o.After) is { } now ? FieldChange.Between(old, now) : [])),
    ];

    /// <summary>The columns of an output; null where there is none, or where it is not stored.</summary>
    private Schema? SchemaOf(OutputRecord? output) =>
        output is not null && store.FindObject(output.Digest) is { } stored ? SchemaText.Read(stored.Schema) : null;

    private static List<FigureChange> Metrics(StepRecord before, StepRecord after)
    {
        var (old, now) = (before.Metrics.ToDictionary(), after.Metrics.ToDictionary());
        static double? Value(Dictionary<string, double> figures, string name) => figures.TryGetValue(name, out var value) ? value : null;
        return [.. before.Metrics.Concat(after.Metrics).Select(m => m.Key).Distinct()
            .Select(n => new FigureChange(n, Value(old, n), Value(now, n)))
            .Where(m => !Equals(m.Before, m.After))];
    }
}
