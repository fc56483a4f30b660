namespace IrisFlow;

/// <summary>A learning algorithm for classification, injected as a parameter value. Its <c>init</c> properties are its hyper-parameters.</summary>
/// <remarks>A new trainer is one file: a subclass with <c>[Kind("its-name")]</c>, beside the <see cref="Predictor"/> it gives.</remarks>
public abstract class Trainer
{
    /// <summary>Learns from examples. The same examples give the same predictor, bit by bit.</summary>
    /// <exception cref="IrisFlowException">The examples can't be learned from; the finding says why.</exception>
    public abstract Predictor Fit(Examples examples, CancellationToken cancellation = default);
}
