namespace IrisFlow;

/// <summary>The part of the store that tells what was made of what.</summary>
public partial interface IRunStore
{
    /// <summary>The steps that read a content, each kind of work once: of those with the same key the newest. The newest first.</summary>
    /// <param name="digest">The content.</param>
    /// <param name="limit">Only so many of the newest records are looked at.</param>
    IReadOnlyList<ReaderRecord> Readers(Digest digest, int limit);

    /// <summary>The steps in whose place a content was put, the newest first.</summary>
    /// <param name="digest">The content.</param>
    /// <param name="limit">Only so many of the newest records are looked at.</param>
    IReadOnlyList<ObjectUse> Injected(Digest digest, int limit);
}

/// <summary>A step that read a content and succeeded.</summary>
/// <param name="Run">The run.</param>
/// <param name="Step">The step.</param>
/// <param name="Input">The port that it was read by.</param>
/// <param name="Source">The address that it came from in that run.</param>
public sealed record ReaderRecord(string Run, string Step, string Input, string Source);
