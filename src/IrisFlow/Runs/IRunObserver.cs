namespace IrisFlow;

/// <summary>Is told how a run goes, as it goes. Calls come one at a time, and should return soon.</summary>
public interface IRunObserver
{
    /// <summary>The run begins; steps whose end is known already are reported right after.</summary>
    void RunStarted(RunRecord run, int steps);

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

    /// <summary>The run ended, and its end is on disk.</summary>
    void RunEnded(RunState state)
    {
    }
}

/// <summary>Several observers as one.</summary>
public sealed class RunObservers(params IReadOnlyList<IRunObserver> observers) : IRunObserver
{
    /// <inheritdoc/>
    public void RunStarted(RunRecord run, int steps) => Tell(o => o.RunStarted(run, steps));

    /// <inheritdoc/>
    public void StepStarted(StepRecord step) => Tell(o => o.StepStarted(step));

    /// <inheritdoc/>
    public void StepProgressed(string step, double share) => Tell(o => o.StepProgressed(step, share));

    /// <inheritdoc/>
    public void StepTriesAgain(StepRecord step, int attempt, TimeSpan wait) => Tell(o => o.StepTriesAgain(step, attempt, wait));

    /// <inheritdoc/>
    public void StepEnded(StepRecord step) => Tell(o => o.StepEnded(step));

    /// <inheritdoc/>
    public void RunEnded(RunState state) => Tell(o => o.RunEnded(state));

    private void Tell(Action<IRunObserver> tell)
    {
        foreach (var observer in observers)
        {
            tell(observer);
        }
    }
}
