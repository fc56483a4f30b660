namespace IrisFlow.Engine.Run;

/// <summary>Is told how a run goes, as it goes. Calls come one at a time.</summary>
public interface IRunObserver
{
    /// <summary>The run begins; steps whose end is known already are reported right after.</summary>
    void RunStarted(string run, int steps);

    /// <summary>Work on a step begins.</summary>
    void StepStarted(StepRecord step);

    /// <summary>A step says how far it is, from 0 to 1.</summary>
    void StepProgressed(string step, double share);

    /// <summary>An attempt at a step failed for a reason that may pass, and there will be another.</summary>
    /// <param name="step">The step, with the error.</param>
    /// <param name="attempt">Which attempt failed, from 1.</param>
    /// <param name="wait">How long until the next one.</param>
    void StepTriesAgain(StepRecord step, int attempt, TimeSpan wait)
    {
    }

    /// <summary>A step ended; if it has outputs, they are on disk.</summary>
    void StepEnded(StepRecord step);
}

/// <summary>How a run ended.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="State">How it ended.</param>
/// <param name="Steps">All steps in the order of the workflow.</param>
/// <param name="Failures">What went wrong, for a run that failed.</param>
public sealed record RunResult(string Run, RunState State, IReadOnlyList<StepRecord> Steps, IReadOnlyList<IrisFlowException> Failures);
