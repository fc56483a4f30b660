using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Verification;

/// <summary>An object that was read in full.</summary>
/// <param name="Digest">The digest that its content should have.</param>
/// <param name="Stored">What is tracked of it; null when it is not stored.</param>
/// <param name="Found">What its file turned out to be.</param>
/// <param name="Places">Where it is the output, or the injected input: in which run, of which step.</param>
public sealed record VerifiedObject(Digest Digest, StoredObject? Stored, Examination Found, IReadOnlyList<CheckpointPlace> Places)
{
    /// <summary>False for an output that its step's policy did not keep, or that was removed: there is nothing to read, and nothing wrong.</summary>
    public bool IsStored => Stored is not null;

    /// <summary>True when nothing is wrong: what should be stored is there, as it was written, and holds what it should.</summary>
    public bool IsWhole => !IsStored || Found.State == ObjectState.Whole;

    /// <summary>What is wrong, as a finding; null when nothing is.</summary>
    public Finding? Problem(string folder)
    {
        if (IsWhole)
        {
            return null;
        }

        var place = Places.Count > 0 ? Places[0] : null;
        return new(Found.State == ObjectState.Missing ? "IF424" : "IF425", Message())
        {
            Step = place?.Step,
            Port = place?.Port,
            File = Path.Combine(folder, Stored!.File),
            Expected = place?.Origin is { } origin ? $"It was injected from {origin}: inject it again." : "A damaged or missing checkpoint counts as none: running its step again makes it anew.",
            Next = place is null || place.Origin is not null ? null : $"irisflow rerun {place.Run}",
        };
    }

    private string Message() => Found switch
    {
        { State: ObjectState.Missing } => $"The file of checkpoint {Digest.Short} is gone.",
        { FileHash: null } => $"The file of checkpoint {Digest.Short} can't be read.",
        { FileHash: var hash } when hash != Stored!.FileHash => $"The file of checkpoint {Digest.Short} was changed or damaged: its SHA-256 is {hash}, not {Stored.FileHash}.",
        { Content: null } => $"The file of checkpoint {Digest.Short} is as it was written, but is no table that can be read.",
        { Content: { } content } => $"The file of checkpoint {Digest.Short} is as it was written, but its content has the digest {content}, not {Digest}.",
    };
}

/// <summary>Where a checkpoint is used.</summary>
/// <param name="Run">The run.</param>
/// <param name="Step">The step.</param>
/// <param name="Port">The output.</param>
/// <param name="Origin">For injected data, where it came from.</param>
public sealed record CheckpointPlace(string Run, string Step, string Port, string? Origin);
