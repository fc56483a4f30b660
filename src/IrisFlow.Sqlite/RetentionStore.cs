namespace IrisFlow.Sqlite;

/// <content>What is kept, for how long, and what has been given up.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<Pin> Pins() => Read(r => r.Pins());

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> RunHeads() => Read(r => r.RunHeads());

    /// <inheritdoc/>
    public IReadOnlyList<HeldContent> HeldBy(string run) => Read(r => r.HeldBy(run));

    /// <inheritdoc/>
    public IReadOnlyList<ObjectFile> ObjectFiles() => Read(r => r.ObjectFiles());

    /// <inheritdoc/>
    public IReadOnlyList<CondemnedObject> Condemned() => Read(r => r.Condemned());

    /// <inheritdoc/>
    public CondemnedObject? FindCondemned(Digest digest) => Read(r => r.FindCondemned(digest));

    /// <inheritdoc/>
    public IReadOnlyDictionary<Digest, double> MakingTimes() => Read(r => r.MakingTimes());
}
