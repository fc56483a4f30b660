namespace IrisFlow.Engine.Retention;

/// <summary>What a collection does with an object.</summary>
public enum Fate
{
    /// <summary>It stays.</summary>
    Kept,

    /// <summary>It is condemned now: no key finds it any more.</summary>
    Condemned,

    /// <summary>It was condemned before, and its file is not deleted yet.</summary>
    Waiting,

    /// <summary>Its file is deleted.</summary>
    Deleted,
}

/// <summary>An object and what a collection does with it.</summary>
/// <param name="File">The object's file.</param>
/// <param name="Fate">What is done with it.</param>
/// <param name="Reasons">Why it is kept, the strongest reason first; empty unless something keeps it.</param>
public sealed record JudgedObject(ObjectFile File, Fate Fate, IReadOnlyList<KeepReason> Reasons)
{
    /// <summary>For one that is not kept: <see cref="CondemnedObject.Unused"/> or <see cref="CondemnedObject.Evicted"/>.</summary>
    public string? Why { get; init; }

    /// <summary>Since when it is condemned.</summary>
    public DateTimeOffset? CondemnedAt { get; init; }

    /// <summary>True for a condemnation that is taken back.</summary>
    public bool IsPardoned { get; init; }
}

/// <summary>A file in the folder of objects that no row of the database names: what a crash left behind.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Bytes">Its length.</param>
public sealed record StrayFile(string Path, long Bytes);

/// <summary>What a collection found, and did or would do.</summary>
/// <param name="At">When.</param>
/// <param name="IsApplied">True when it was done; false when it was only looked at.</param>
/// <param name="Policy">What was asked for.</param>
/// <param name="Objects">All objects, by digest.</param>
/// <param name="Strays">Files that nobody names.</param>
public sealed record GarbageReport(
    DateTimeOffset At, bool IsApplied, RetentionPolicy Policy, IReadOnlyList<JudgedObject> Objects, IReadOnlyList<StrayFile> Strays)
{
    /// <summary>True when deletions wait for runs at work, which began before the objects were condemned.</summary>
    public bool IsHeldBack { get; init; }

    /// <summary>The objects with a fate.</summary>
    public IEnumerable<JudgedObject> With(Fate fate) => Objects.Where(o => o.Fate == fate);

    /// <summary>The bytes of the objects with a fate.</summary>
    public long BytesOf(Fate fate) => With(fate).Sum(o => o.File.Bytes);

    /// <summary>By how many bytes what is kept is above the limit; 0 when there is none or it is not.</summary>
    public long BytesAboveLimit => Policy.MaxBytes is { } max ? Math.Max(0, BytesOf(Fate.Kept) - max) : 0;
}
