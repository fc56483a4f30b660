namespace IrisFlow;

/// <summary>A kind of step: its <c>init</c> properties are parameters and input ports, its <see cref="Out{T}"/> properties are output ports.</summary>
/// <remarks>
/// An activity holds no logging, no persistence and no timing: the engine does all that. The same inputs and parameters must give
/// the same outputs, or a checkpoint would stand for something else than it was made from.
/// </remarks>
public abstract class Activity
{
    /// <summary>Says which columns the outputs will have, and what is wrong, without reading data.</summary>
    /// <remarks>Parameters marked <see cref="ColumnOfAttribute"/> are checked already. An output that is not described is unknown.</remarks>
    protected internal virtual void Describe(StepShapes shapes)
    {
    }

    /// <summary>Reads the inputs, does the work and writes every output.</summary>
    protected internal abstract Task RunAsync(StepContext step);
}
