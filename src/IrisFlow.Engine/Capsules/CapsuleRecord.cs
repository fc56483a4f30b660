using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Capsules;

/// <summary>What of a run's record means the same on every machine.</summary>
internal static class CapsuleRecord
{
    /// <summary>The record without its runner, its place in a folder and its sweep, which stay where they are.</summary>
    public static RunRecord Of(RunRecord run) => run with
    {
        State = RunOwner.StateOf(run),
        Owner = "",
        LeaseUntil = null,
        File = null,
        Parent = null,
        Epoch = 1,
    };

    /// <summary>True when both are records of the same run.</summary>
    public static bool AreSame(RunRecord one, IReadOnlyList<StepRecord> itsSteps, RunRecord other, IReadOnlyList<StepRecord> othersSteps) =>
        CapsuleText.OfRecord(Of(one), itsSteps).AsSpan().SequenceEqual(CapsuleText.OfRecord(Of(other), othersSteps));
}
