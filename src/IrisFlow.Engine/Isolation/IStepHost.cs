namespace IrisFlow.Engine.Isolation;

/// <summary>Gives an attempt at a step a process of its own, so that whatever its code does costs that attempt alone.</summary>
public interface IStepHost
{
    /// <summary>Has a <see cref="StepWorker"/> elsewhere do the work.</summary>
    /// <param name="request">The work.</param>
    /// <param name="heard">Told what the step says while it works, one thing at a time.</param>
    /// <param name="cancellation">Ends the process, gently first.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="IrisFlowException">The activity failed, or its process ended before it was done.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and the process is gone.</exception>
    Task<StepAnswer> RunAsync(StepRequest request, Action<StepMessage> heard, CancellationToken cancellation);
}
