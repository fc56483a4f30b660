namespace IrisFlow.Engine.Reasons;

/// <summary>What is different in all that decides a step's key: the activity, its code, its parameters and its inputs.</summary>
internal static class StepDifferences
{
    private const string File = "file:";

    /// <summary>The differences between two records of a step, without looking behind any of them.</summary>
    /// <param name="before">The step as it was.</param>
    /// <param name="after">The step as it is; where its key is not known yet, the inputs that it has not are not held against it.</param>
    public static IReadOnlyList<Reason> Between(StepRecord before, StepRecord after)
    {
        if (before.Uses != after.Uses)
        {
            return [new(ReasonKind.UsesChanged, $"it uses {after.Uses}, not {before.Uses}") { Before = before.Uses, After = after.Uses }];
        }

        var differences = new List<Reason>();
        if (before.Code is not null && after.Code is not null && before.Code != after.Code)
        {
            differences.Add(new(ReasonKind.CodeChanged, $"the code of {after.Uses} changed") { Name = after.Uses, Before = before.Code, After = after.Code });
        }

        if (before.Parameters != after.Parameters)
        {
            // A source file counts by its content, which is among the inputs.
            var files = before.Inputs.Concat(after.Inputs).Where(IsFile).Select(i => i.Port).ToHashSet();
            differences.AddRange(ParameterChange.Between(before.Parameters, after.Parameters, files)
                .Select(c => new Reason(ReasonKind.ParameterChanged, c.Text) { Name = c.Name, Before = c.Before, After = c.After }));
        }

        foreach (var input in after.Inputs)
        {
            if (before.Inputs.FirstOrDefault(b => b.Port == input.Port) is var old && old?.Digest != input.Digest)
            {
                differences.Add(Input(old, input));
            }
        }

        if (after.Key is not null)
        {
            differences.AddRange(before.Inputs
                .Where(b => after.Inputs.All(i => i.Port != b.Port))
                .Select(b => new Reason(ReasonKind.InputRewired, $"{b.Port} is not wired to {Place(b)} any more") { Name = b.Port, Before = b.Digest.Hex }));
        }

        return differences;
    }

    /// <summary>True when an input is a source file.</summary>
    public static bool IsFile(InputRecord input) => input.Source.StartsWith(File, StringComparison.Ordinal);

    private static Reason Input(InputRecord? before, InputRecord after)
    {
        var reason = before is null ? new Reason(ReasonKind.InputRewired, $"{after.Port} is wired to {Place(after)}")
            : before.Source == after.Source ? new Reason(IsFile(after) ? ReasonKind.SourceFileChanged : ReasonKind.InputChanged, $"{Place(after)} changed")
            : new Reason(ReasonKind.InputRewired, $"{after.Port} is {Place(after)}, not {Place(before)}");
        return reason with { Name = after.Port, Source = after.Source, Before = before?.Digest.Hex, After = after.Digest.Hex };
    }

    private static string Place(InputRecord input) => IsFile(input) ? input.Source[File.Length..] : input.Source;
}
