namespace IrisFlow;

/// <summary>What is kept, for how long, and what has been given up.</summary>
public partial interface IRunStore
{
    /// <summary>All pins, those that have expired among them, by run and step.</summary>
    IReadOnlyList<Pin> Pins();

    /// <summary>Every run, parts of sweeps too, oldest first, without definition, parameters and step counts.</summary>
    IReadOnlyList<RunRecord> RunHeads();

    /// <summary>The content that a run's record names, whether or not it is stored: outputs of its steps, and what these read.</summary>
    IReadOnlyList<HeldContent> HeldBy(string run);

    /// <summary>The file of every stored object, by digest.</summary>
    IReadOnlyList<ObjectFile> ObjectFiles();

    /// <summary>The objects that are condemned and still stored, by digest.</summary>
    IReadOnlyList<CondemnedObject> Condemned();

    /// <summary>Whether an object is condemned or was removed; null when neither.</summary>
    CondemnedObject? FindCondemned(Digest digest);

    /// <summary>For each content that a step made: how long the step took the last time, in milliseconds.</summary>
    IReadOnlyDictionary<Digest, double> MakingTimes();
}

/// <summary>Changes to what is kept.</summary>
public partial interface IRunWriter
{
    /// <summary>Pins a run or a step; an earlier pin of the same is replaced.</summary>
    void SavePin(Pin pin);

    /// <summary>Takes a pin away.</summary>
    /// <returns>False when there was none.</returns>
    bool RemovePin(string run, string step);

    /// <summary>Condemns objects: no key finds them any more, and their files may be deleted later.</summary>
    void Condemn(IReadOnlyList<CondemnedObject> objects);

    /// <summary>Takes a condemnation back. A step that ends with the content as its output does so by itself.</summary>
    void Pardon(Digest digest);

    /// <summary>Forgets a condemned object's file, and remembers that the object was removed.</summary>
    void Remove(Digest digest, DateTimeOffset at);

    /// <summary>Records a run that ended elsewhere, with its steps. Keys that are known here already keep what they stand for.</summary>
    /// <param name="run">The run; there is none of its id.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="cached">The names of the steps whose keys shall find their outputs.</param>
    void ImportRun(RunRecord run, IReadOnlyList<StepRecord> steps, IReadOnlySet<string> cached);
}

/// <summary>A promise to keep the checkpoints of a run, or of one of its steps.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Step">The step; empty for the whole run.</param>
/// <param name="Owner">Who asked for it.</param>
/// <param name="CreatedAt">When.</param>
public sealed record Pin(string Run, string Step, string Owner, DateTimeOffset CreatedAt)
{
    /// <summary>Why, in words; may be empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>From when on it means nothing any more; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary><c>RUN</c> or <c>RUN/STEP</c>.</summary>
    public string Address => Step.Length == 0 ? Run : $"{Run}/{Step}";

    /// <summary>True while the pin holds.</summary>
    public bool IsValid(DateTimeOffset now) => ExpiresAt is null || now < ExpiresAt;
}

/// <summary>Content that a run's record names.</summary>
/// <param name="Step">The step that gave or read it.</param>
/// <param name="Digest">The content.</param>
/// <param name="IsOutput">True when the step gave it, false when it read it.</param>
public sealed record HeldContent(string Step, Digest Digest, bool IsOutput);

/// <summary>The file of an object.</summary>
/// <param name="Digest">The content.</param>
/// <param name="File">The file's name in the folder of objects.</param>
/// <param name="Bytes">Its length.</param>
public sealed record ObjectFile(Digest Digest, string File, long Bytes);

/// <summary>An object that nobody finds by key any more.</summary>
/// <param name="Digest">The content.</param>
/// <param name="At">When it was condemned; for one that was removed, when that was.</param>
/// <param name="Reason">Why: <see cref="Unused"/> or <see cref="Evicted"/>.</param>
public sealed record CondemnedObject(Digest Digest, DateTimeOffset At, string Reason)
{
    /// <summary>The reason of an object that nothing keeps.</summary>
    public const string Unused = "unused";

    /// <summary>The reason of an object that made room for others.</summary>
    public const string Evicted = "evicted";

    /// <summary>True when it is not stored any more.</summary>
    public bool IsRemoved { get; init; }
}

/// <summary>A checkpoint was removed between the moment a run chose it and the moment the run recorded it; planned again, the run makes it anew.</summary>
public sealed class RemovedCheckpointException(string step, Digest digest) : IrisFlowException(
    new Finding("IF510", $"The checkpoint {digest.Short} of step '{step}' was removed by gc while the run chose it.")
    {
        Step = step,
        Expected = "Run again: the step makes it anew.",
    },
    ExitCode.StepFailed);
