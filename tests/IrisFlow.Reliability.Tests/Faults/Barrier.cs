using IrisFlow.Engine.Run;

namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>Does something once, when a phase is reached for the n-th time; whoever reached it waits until it is done.</summary>
internal sealed class Barrier(Phase phase, int time)
{
    private int _times;

    /// <summary>What happens there.</summary>
    public Action Then { get; set; } = () => { };

    public void Reached(Phase reached)
    {
        if (reached == phase && Interlocked.Increment(ref _times) == time)
        {
            Then();
        }
    }
}
