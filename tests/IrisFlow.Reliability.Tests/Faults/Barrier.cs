using IrisFlow.Engine.Run;

namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>Does something once, when a phase is reached for the n-th time; whoever reached it waits until it is done.</summary>
internal sealed class Barrier(Phase phase, int time)
{
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _times;

    /// <summary>What happens there.</summary>
    public Action Then { get; set; } = () => { };

    /// <summary>Ends when it has happened. A run that was replaced can end before: it does not wait for a step that is held up.</summary>
    public Task Passed => _passed.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public void Reached(Phase reached)
    {
        if (reached == phase && Interlocked.Increment(ref _times) == time)
        {
            try
            {
                Then();
                _passed.SetResult();
            }
            catch (Exception problem)
            {
                _passed.SetException(problem);
                throw;
            }
        }
    }
}
