namespace IrisFlow.Engine.Run;

/// <summary>A runner's promise to be alive: who finds it broken may take the run over.</summary>
public static class Lease
{
    /// <summary>How long a promise holds.</summary>
    public static TimeSpan Term { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How often it is renewed: two renewals may be late before anyone else may act.</summary>
    public static TimeSpan Beat { get; } = Term / 3;

    /// <summary>Whether anyone may still be working on a run.</summary>
    /// <remarks>
    /// A process of this machine that is gone holds nothing, whatever it promised. One that is there holds a run as long as its
    /// promise: a process that was paused for longer may be replaced, and is then refused when it wakes.
    /// </remarks>
    public static bool IsHeld(RunRecord run, DateTimeOffset now) =>
        run.State == RunState.Running && !RunOwner.IsGone(run.Owner) && now < (run.LeaseUntil ?? run.StartedAt.AddDays(1));
}
