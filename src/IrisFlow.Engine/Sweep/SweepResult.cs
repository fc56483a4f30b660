using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Sweep;

/// <summary>One run of a sweep.</summary>
/// <param name="Values">The values that set it apart, one for each axis.</param>
/// <param name="State">How it ended; waiting where it did not begin.</param>
public sealed record SweepRow(IReadOnlyList<JsonNode?> Values, SweepRowState State)
{
    /// <summary>The run's id; null where it never began.</summary>
    public string? Run { get; init; }

    /// <summary>Its figures as <c>step.name</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Metrics { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public Finding? Problem { get; init; }

    /// <summary>A figure, or null.</summary>
    public double? Figure(string? metric) => Metrics.Where(m => m.Key == metric).Select(m => (double?)m.Value).FirstOrDefault();
}

/// <summary>How far a run of a sweep is.</summary>
public enum SweepRowState
{
    /// <summary>It has not begun.</summary>
    Waiting,

    /// <summary>It is being worked on.</summary>
    Running,

    /// <summary>Every step has its outputs.</summary>
    Succeeded,

    /// <summary>A step failed, or it could not be planned.</summary>
    Failed,

    /// <summary>It was stopped.</summary>
    Cancelled,

    /// <summary>Its process is gone and left it unfinished.</summary>
    Interrupted,
}

/// <summary>A sweep as it stands: the results as one table, best first.</summary>
/// <param name="Run">The run of the sweep.</param>
/// <param name="State">How it ended.</param>
/// <param name="Axes">The names of what was swept.</param>
/// <param name="By">The metric that decides; null where there is none.</param>
/// <param name="SmallestFirst">True where less of it is better.</param>
/// <param name="Table">Columns <c>rank</c>, one for each axis, one for each metric, <c>state</c>, <c>run</c>.</param>
/// <param name="Findings">What went wrong, each cause once.</param>
public sealed record SweepResult(
    string Run, RunState State, IReadOnlyList<string> Axes, string? By, bool SmallestFirst, Table Table, IReadOnlyList<Finding> Findings);

/// <summary>Is told how a sweep goes, as it goes. Calls come one at a time.</summary>
public interface ISweepObserver
{
    /// <summary>The sweep begins.</summary>
    /// <param name="run">Its run.</param>
    /// <param name="runs">How many runs it is.</param>
    void Started(string run, int runs);

    /// <summary>A run of it ended.</summary>
    /// <param name="done">How many have ended.</param>
    /// <param name="row">The run.</param>
    /// <param name="best">The best so far and its figure; null while none has one.</param>
    void Ended(int done, SweepRow row, (SweepRow Row, string Metric, double Figure)? best);
}

/// <summary>Several observers as one.</summary>
public sealed class SweepObservers(params IReadOnlyList<ISweepObserver> observers) : ISweepObserver
{
    /// <inheritdoc/>
    public void Started(string run, int runs) => observers.ToList().ForEach(o => o.Started(run, runs));

    /// <inheritdoc/>
    public void Ended(int done, SweepRow row, (SweepRow Row, string Metric, double Figure)? best) => observers.ToList().ForEach(o => o.Ended(done, row, best));
}
