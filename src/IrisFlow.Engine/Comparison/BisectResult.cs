namespace IrisFlow.Engine.Comparison;

/// <summary>What moved a metric from one run to another.</summary>
/// <param name="Good">The run with the value that one wants.</param>
/// <param name="Bad">The run with the other value.</param>
/// <param name="Metric">The metric.</param>
/// <param name="GoodValue">Its value in the good run.</param>
/// <param name="BadValue">Its value in the bad run.</param>
public sealed record BisectResult(RunRecord Good, RunRecord Bad, MetricName Metric, double GoodValue, double BadValue)
{
    /// <summary>The run that stands above all that were made for the search.</summary>
    public required string Run { get; init; }

    /// <summary>The step that moves the metric.</summary>
    public required string Step { get; init; }

    /// <summary>The metric when all before the step is as in the good run, and the step as in the bad one.</summary>
    public required double Without { get; init; }

    /// <summary>The metric when the step is as in the good run too.</summary>
    public required double With { get; init; }

    /// <summary>What in the step moves it; several when only together they do, or when they could not be told apart.</summary>
    public required IReadOnlyList<Suspect> Causes { get; init; }

    /// <summary>What else differs in the step and does not move it.</summary>
    public IReadOnlyList<Suspect> Others { get; init; } = [];

    /// <summary>Everything that was tried, in order.</summary>
    public IReadOnlyList<Probe> Probes { get; init; } = [];

    /// <summary>Which part of the whole difference the step accounts for: 1 for all of it; less, or more, when other steps move it too. NaN where a value is none.</summary>
    public double Share => (With - Without) / (GoodValue - BadValue);

    /// <summary>True when the step alone accounts for the difference.</summary>
    public bool IsWhole => !double.IsFinite(Share) || Math.Abs(Share - 1) < 1e-9;
}

/// <summary>A difference that may have moved a metric.</summary>
/// <param name="Cause">The difference.</param>
/// <param name="Value">The metric when this alone is as in the good run; null when that could not be tried.</param>
public sealed record Suspect(Cause Cause, double? Value);

/// <summary>A workflow that was tried: the bad run's with something of the good one's in it.</summary>
/// <param name="Run">The run that tried it.</param>
/// <param name="Like">What was as in the good run, in words.</param>
/// <param name="Value">The metric; NaN where it had none.</param>
public sealed record Probe(string Run, string Like, double Value);
