using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine;

/// <summary>What tests may stand in for, or look at, between the engine and the world, besides the run store and the clock.</summary>
internal sealed class Doors
{
    /// <summary>The disk.</summary>
    public IFileOps Files { get; init; } = FileOps.Disk;

    /// <summary>Told of each phase of a commit when it is reached; whatever it does happens there.</summary>
    public Action<Phase>? Reached { get; init; }

    /// <summary>How many bytes of an output that is written batch by batch stay in memory; a larger one goes into its file as it comes. Less where the process may use little.</summary>
    public long KeptBytes { get; init; } = Math.Min(32 << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);

    /// <summary>Says that a phase is reached.</summary>
    public void Pass(Phase phase) => Reached?.Invoke(phase);
}
