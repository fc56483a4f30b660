namespace IrisFlow.Engine.Retention;

/// <summary>How much of the past is kept.</summary>
public sealed record RetentionPolicy
{
    /// <summary>How many of the newest successful runs of each workflow are kept; 0 or more.</summary>
    public int KeepRuns { get; init; } = 10;

    /// <summary>Runs younger than this are kept, however they ended.</summary>
    public TimeSpan KeepAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Unfinished runs younger than this are kept: they can be resumed.</summary>
    public TimeSpan KeepUnfinished { get; init; } = TimeSpan.FromDays(30);

    /// <summary>What is kept may take so many bytes; above it, what costs least to make again goes first. Null for no limit.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>How long an object stays condemned before its file is deleted.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromDays(1);
}
