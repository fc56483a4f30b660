namespace IrisFlow;

/// <summary>Everything that is remembered of runs. Reads see what was last written; each <see cref="Write"/> is one durable transaction.</summary>
public interface IRunStore : IDisposable
{
    /// <summary>The outputs that a key stands for, or null when no success with that key is known.</summary>
    CachedOutputs? FindCached(string key);

    /// <summary>The object with this content, or null. Whether its file is still there and whole is another question.</summary>
    StoredObject? FindObject(Digest digest);

    /// <summary>What is remembered of a source file, or null.</summary>
    SourceMemo? FindSource(string path);

    /// <summary>The newest record of a step that has outputs, in any run of the workflow; null when there is none.</summary>
    (string Run, StepRecord Step)? LastStep(string workflow, string step);

    /// <summary>The run whose id begins so; the newest for <c>latest</c>; null when there is none.</summary>
    /// <exception cref="IrisFlowException">Several ids begin so.</exception>
    RunRecord? FindRun(string id);

    /// <summary>The steps of a run in order.</summary>
    IReadOnlyList<StepRecord> Steps(string run);

    /// <summary>The newest runs first.</summary>
    /// <param name="workflow">Only runs of this workflow; null for all.</param>
    /// <param name="limit">At most so many.</param>
    IReadOnlyList<RunRecord> Runs(string? workflow, int limit);

    /// <summary>Makes changes in one transaction: when it returns they are on disk, when it throws none of them happened.</summary>
    void Write(Action<IRunWriter> changes);
}

/// <summary>The changes that one transaction can hold.</summary>
public interface IRunWriter
{
    /// <summary>Records that a run began.</summary>
    void BeginRun(RunRecord run);

    /// <summary>Records that work on a step began.</summary>
    void StartStep(string run, StepRecord step);

    /// <summary>Records an object whose file is on disk.</summary>
    void SaveObject(StoredObject stored);

    /// <summary>Records how a step ended, with its outputs, inputs and metrics; with <paramref name="cache"/> its key finds them again.</summary>
    /// <exception cref="FencedException">Another runner has taken over the run.</exception>
    void EndStep(string run, long epoch, StepRecord step, bool cache);

    /// <summary>Records how a run ended.</summary>
    /// <exception cref="FencedException">Another runner has taken over the run.</exception>
    void EndRun(string run, long epoch, RunState state, DateTimeOffset at);

    /// <summary>Remembers a source file, or a file's newer stamp.</summary>
    void Remember(SourceMemo memo);
}

/// <summary>Another runner has taken over the run, so this one must not commit to it any more.</summary>
public sealed class FencedException(string run) : IrisFlowException(
    new Finding("IF601", $"Run {run} is held by another runner now.") { Next = $"irisflow show {run}" }, ExitCode.Locked);
