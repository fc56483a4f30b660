namespace IrisFlow;

/// <summary>Everything that is remembered of runs. Reads see what was last written; each <see cref="Write"/> is one durable transaction.</summary>
public partial interface IRunStore : IDisposable
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

    /// <summary>The newest runs first; those that are part of a sweep or map are left out.</summary>
    /// <param name="workflow">Only runs of this workflow; null for all.</param>
    /// <param name="limit">At most so many.</param>
    IReadOnlyList<RunRecord> Runs(string? workflow, int limit);

    /// <summary>The parts of a sweep or map, in the order in which they began.</summary>
    IReadOnlyList<RunRecord> Parts(string parent);

    /// <summary>The newest records of a step in runs of a workflow, newest first: only those that have a key.</summary>
    /// <param name="workflow">The workflow's name.</param>
    /// <param name="step">The step's name.</param>
    /// <param name="limit">At most so many. Only the newest thousand runs are looked at.</param>
    /// <param name="before">Only in runs before this one; null for all.</param>
    IReadOnlyList<(string Run, StepRecord Step)> History(string workflow, string step, int limit, string? before = null);

    /// <summary>What a step took and stored when it last ran; null when it never did.</summary>
    StepCost? LastCost(string workflow, string step);

    /// <summary>The run that works on a step with this key right now, as far as is recorded.</summary>
    RunRecord? FindWorker(string key);

    /// <summary>What happened after an event, oldest first.</summary>
    /// <param name="run">Only of this run; null for all.</param>
    /// <param name="step">Only of this step; null for all.</param>
    /// <param name="after">The sequence number after which to begin; 0 for the beginning.</param>
    /// <param name="limit">At most so many.</param>
    IReadOnlyList<RunEvent> Events(string? run, string? step, long after, int limit);

    /// <summary>The code behind a fingerprint, or null.</summary>
    CodeRecord? FindCode(string fingerprint);

    /// <summary>The fingerprint that was computed for these roots in this code, or null.</summary>
    /// <param name="codeBase">What identifies the assemblies that were looked into.</param>
    /// <param name="roots">What identifies where the walk began.</param>
    string? FindFingerprint(string codeBase, string roots);

    /// <summary>Makes changes in one transaction: when it returns they are on disk, when it throws none of them happened.</summary>
    void Write(Action<IRunWriter> changes);
}

/// <summary>The changes that one transaction can hold.</summary>
public partial interface IRunWriter
{
    /// <summary>Records that a run began.</summary>
    void BeginRun(RunRecord run);

    /// <summary>Makes another runner the owner of a run: raises the epoch, so that the one before can't commit any more, and lets the run go on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">The epoch that was read; the run must still have it.</param>
    /// <param name="owner">The new owner.</param>
    /// <param name="leaseUntil">Until when it promises to be alive.</param>
    /// <exception cref="FencedException">Another runner was faster.</exception>
    void TakeOver(string run, long epoch, string owner, DateTimeOffset leaseUntil);

    /// <summary>Extends the promise of a run's owner to be alive.</summary>
    /// <exception cref="FencedException">Another runner has taken over the run.</exception>
    void Renew(string run, long epoch, DateTimeOffset leaseUntil);

    /// <summary>Records something that happened and that no other call records.</summary>
    void AddEvent(string run, string? step, string name, string? detail);

    /// <summary>Records that work on a step began.</summary>
    /// <exception cref="FencedException">Another runner has taken over the run.</exception>
    void StartStep(string run, long epoch, StepRecord step);

    /// <summary>Records that an attempt at a step failed and that there will be another: the step goes on.</summary>
    /// <exception cref="FencedException">Another runner has taken over the run.</exception>
    void FailAttempt(string run, long epoch, StepRecord step);

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

    /// <summary>Remembers the code behind a fingerprint.</summary>
    void SaveCode(CodeRecord code);

    /// <summary>Remembers a fingerprint, so that unchanged code is not looked into again.</summary>
    void SaveFingerprint(string codeBase, string roots, string fingerprint);
}

/// <summary>What a step took when it last ran.</summary>
/// <param name="Milliseconds">The work, in milliseconds.</param>
/// <param name="Bytes">The files of its outputs, in bytes.</param>
public sealed record StepCost(double Milliseconds, long Bytes);

/// <summary>Another runner has taken over the run, so this one must not commit to it any more.</summary>
public sealed class FencedException(string run) : IrisFlowException(
    new Finding("IF601", $"Run {run} is held by another runner now.") { Next = $"irisflow show {run}" }, ExitCode.Locked);
