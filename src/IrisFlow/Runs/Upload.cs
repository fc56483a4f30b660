namespace IrisFlow;

/// <summary>A table that somebody sent to be put in the place of a port. It is stored as any other content is.</summary>
/// <param name="Id">What names it: <c>--with step.port=upload:ID</c>.</param>
/// <param name="Digest">Its content.</param>
/// <param name="Name">What the sender called the file. It is shown and never opened.</param>
/// <param name="At">When it came.</param>
public sealed record Upload(string Id, Digest Digest, string Name, DateTimeOffset At);

/// <summary>The part of the store that tells what was uploaded, and who made a content.</summary>
public partial interface IRunStore
{
    /// <summary>The upload of an id, or null.</summary>
    Upload? FindUpload(string id);

    /// <summary>What was uploaded at a moment or after it, newest first.</summary>
    IReadOnlyList<Upload> Uploads(DateTimeOffset since);

    /// <summary>The newest runs first: where a content is the output of a step. Found by an index, however many runs there are.</summary>
    /// <param name="digest">The content.</param>
    /// <param name="limit">At most so many.</param>
    IReadOnlyList<ObjectUse> Makers(Digest digest, int limit);
}

/// <summary>The part of a transaction that keeps uploads.</summary>
public partial interface IRunWriter
{
    /// <summary>Records an upload, whose object is recorded in the same transaction.</summary>
    void SaveUpload(Upload upload);
}
