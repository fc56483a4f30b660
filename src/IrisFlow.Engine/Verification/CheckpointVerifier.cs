using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Verification;

/// <summary>Reads stored checkpoints in full and holds them against what is tracked of them.</summary>
public sealed class CheckpointVerifier(IRunStore store, CheckpointStore checkpoints)
{
    /// <summary>Every checkpoint of a run, each content once, in the order of the steps.</summary>
    public IReadOnlyList<VerifiedObject> OfRun(string run) =>
    [
        .. store.Steps(run)
            .SelectMany(s => s.Outputs.Select(o => (o.Digest, Place: new CheckpointPlace(run, s.Name, o.Port, o.Origin))))
            .GroupBy(o => o.Digest, o => o.Place)
            .Select(o => Examine(o.Key, store.FindObject(o.Key), [.. o])),
    ];

    /// <summary>Every object in the store, in the order of their digests. Places are told for those that are not whole.</summary>
    public IReadOnlyList<VerifiedObject> All()
    {
        var objects = store.Objects().Select(o => Examine(o.Digest, o, [])).ToList();
        if (objects.TrueForAll(o => o.IsWhole))
        {
            return objects;
        }

        var uses = store.Uses(objects.Where(o => !o.IsWhole).Select(o => o.Digest).ToHashSet()).ToLookup(u => u.Output.Digest);
        return [.. objects.Select(o => o with { Places = [.. uses[o.Digest].Select(u => new CheckpointPlace(u.Run, u.Step, u.Output.Port, u.Output.Origin))] })];
    }

    private VerifiedObject Examine(Digest digest, StoredObject? stored, IReadOnlyList<CheckpointPlace> places) =>
        new(digest, stored, stored is null ? new(ObjectState.Missing, null, null) : checkpoints.Examine(stored), places);
}
