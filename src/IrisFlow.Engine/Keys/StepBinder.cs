namespace IrisFlow.Engine.Keys;

/// <summary>Makes the activity of a checked step, with its wires led to where this run takes the data from.</summary>
internal sealed class StepBinder(StepEnvironment environment, CodeFingerprints code)
{
    /// <param name="step">A sound step.</param>
    /// <param name="inputInjections">Addresses of inputs that the user gave data for: such an input reads itself.</param>
    public BoundStep Bind(CheckedStep step, IReadOnlySet<string> inputInjections)
    {
        var wires = step.Step.From.ToDictionary(
            f => f.Key, f => inputInjections.Contains($"{step.Name}.{f.Key}") ? $"{step.Name}.{f.Key}" : f.Value);
        return Bind(step, wires);
    }

    /// <summary>A fresh activity for one execution.</summary>
    public BoundStep Bind(CheckedStep step, IReadOnlyDictionary<string, string> wires)
    {
        var activity = step.Descriptor!.Create(
            step.Name, wires, step.With, environment.Catalog,
            problem => throw new InvalidOperationException($"Step '{step.Name}' was checked, yet {problem.Path}: {problem.Message}"));
        return new(step, step.Descriptor, activity, wires, code.Of(step.Descriptor, activity, environment));
    }

    /// <summary>The source files of a step as inputs: their content decides, not their path.</summary>
    public IEnumerable<InputRecord> Sources(BoundStep step, SourceDigests digests) => step.Descriptor.Parameters
        .Where(p => p.IsSourceFile)
        .Select(p => (p.Name, Path: p.Property.GetValue(step.Activity) as string))
        .Where(p => p.Path is not null)
        .Select(p => new InputRecord(p.Name, $"file:{p.Path}", digests.Of(environment.PathOf(p.Path!))));
}
