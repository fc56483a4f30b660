namespace IrisFlow.Engine.Retention;

/// <summary>What can keep an object, the strongest first.</summary>
public enum KeepKind
{
    /// <summary>A user asked for it.</summary>
    Pin,

    /// <summary>A run that is at work names it.</summary>
    AtWork,

    /// <summary>A run that did not end, and can be resumed, names it.</summary>
    Unfinished,

    /// <summary>One of the last successful runs of a workflow names it.</summary>
    LastRuns,

    /// <summary>A young run names it.</summary>
    Recent,

    /// <summary>It was uploaded not long ago, and may not be part of a run yet.</summary>
    Uploaded,
}

/// <summary>Why an object is kept.</summary>
/// <param name="Kind">By which rule.</param>
/// <param name="Run">The run that names it, the newest for this rule; empty for an upload.</param>
/// <param name="Text">The reason in words.</param>
public sealed record KeepReason(KeepKind Kind, string Run, string Text)
{
    /// <summary>True when not even a limit of space overrules it.</summary>
    public bool IsFirm => Kind is KeepKind.Pin or KeepKind.AtWork or KeepKind.Unfinished;
}
