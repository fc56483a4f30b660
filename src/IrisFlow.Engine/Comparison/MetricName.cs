namespace IrisFlow.Engine.Comparison;

/// <summary>A figure that a step of a run has: <c>evaluate.accuracy</c>.</summary>
/// <param name="Step">The step.</param>
/// <param name="Metric">The figure's name.</param>
public sealed record MetricName(string Step, string Metric)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Step}.{Metric}";

    /// <summary>The value that the steps of a run have; NaN where there is none.</summary>
    public double In(IEnumerable<StepRecord> steps) =>
        steps.FirstOrDefault(s => s.Name == Step)?.Metrics.Where(m => m.Key == Metric).Select(m => (double?)m.Value).FirstOrDefault() ?? double.NaN;

    /// <summary>The figure that a user means: <c>step.metric</c>, or the name alone where one step has it.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="steps">The steps of a run.</param>
    /// <param name="run">The run's id, for the message.</param>
    /// <exception cref="IrisFlowException">There is no such figure, or several steps have it.</exception>
    public static MetricName Find(string name, IEnumerable<StepRecord> steps, string run)
    {
        var all = steps.SelectMany(s => s.Metrics.Select(m => new MetricName(s.Name, m.Key))).ToList();
        var meant = all.Where(m => m.ToString() == name).ToList() is { Count: > 0 } exact ? exact : all.Where(m => m.Metric == name).ToList();
        return meant switch
        {
            [var one] => one,
            [] => throw new IrisFlowException(
                new Finding("IF427", $"Run {run} has no metric '{name}'.") { Expected = NearMiss.OneOf(name, Spellings(name, all), "It has") }, ExitCode.NotFound),
            _ => throw new IrisFlowException(
                new Finding("IF427", $"Several steps of run {run} have a metric '{name}'.") { Expected = $"Say which: {string.Join(", ", meant)}." }),
        };
    }

    private static IEnumerable<string> Spellings(string name, List<MetricName> all) =>
        name.Contains('.', StringComparison.Ordinal) ? all.Select(m => m.ToString()) : all.Select(m => m.Metric).Distinct();
}
