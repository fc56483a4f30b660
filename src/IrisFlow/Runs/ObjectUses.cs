namespace IrisFlow;

/// <summary>The part of the store that tells which objects there are, and where they are used.</summary>
public partial interface IRunStore
{
    /// <summary>Every object whose file should be there, by digest.</summary>
    IReadOnlyList<StoredObject> Objects();

    /// <summary>Where contents are outputs of steps, the newest run first. Reads the whole table of outputs.</summary>
    /// <param name="digests">The contents.</param>
    IReadOnlyList<ObjectUse> Uses(IReadOnlySet<Digest> digests);
}

/// <summary>A step of a run that has a content as its output.</summary>
public sealed record ObjectUse(string Run, string Step, OutputRecord Output);
