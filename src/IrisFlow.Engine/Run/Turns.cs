using System.Diagnostics.CodeAnalysis;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>Which step of a run begins next: the first that is ready, as soon as the machine has room for it.</summary>
/// <param name="readiness">What is ready.</param>
/// <param name="capacity">The machine.</param>
/// <param name="wake">Called, from any thread, when there is room for the step that had to wait.</param>
internal sealed class Turns(Readiness readiness, Capacity capacity, Action wake) : IDisposable
{
    private (PlannedStep Step, Capacity.Share Share)? _next;

    /// <summary>True while a step is ready and there is no room for it.</summary>
    public bool IsWaiting => _next is not null;

    /// <summary>A step that can begin, with its share of the machine: whoever takes it gives the share back.</summary>
    public bool TryTake([MaybeNullWhen(false)] out PlannedStep step, [MaybeNullWhen(false)] out Capacity.Share share)
    {
        if (_next is null && readiness.TryTake(out var ready))
        {
            _next = (ready, capacity.Ask(ready.Policy, wake));
        }

        if (_next is { Share.IsHeld: true } next)
        {
            (step, share) = next;
            _next = null;
            return true;
        }

        (step, share) = (null, null);
        return false;
    }

    public void Dispose() => _next?.Share.Dispose();
}
