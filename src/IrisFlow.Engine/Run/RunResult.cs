namespace IrisFlow.Engine.Run;

/// <summary>How a run ended.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="State">How it ended.</param>
/// <param name="Steps">All steps in the order of the workflow.</param>
/// <param name="Failures">What went wrong, for a run that failed.</param>
public sealed record RunResult(string Run, RunState State, IReadOnlyList<StepRecord> Steps, IReadOnlyList<IrisFlowException> Failures);
