namespace IrisFlow;

/// <summary>What becomes of a run when a step fails for good.</summary>
public enum OnFailure
{
    /// <summary>The run begins nothing more and ends failed; what is under way is finished and kept.</summary>
    Stop,

    /// <summary>Steps that need nothing of the failed one go on; the run ends failed all the same.</summary>
    Continue,
}

/// <summary>Whether the outputs of a step are kept as files.</summary>
public enum CheckpointPolicy
{
    /// <summary>They are.</summary>
    Always,

    /// <summary>They are not: their digests and row counts are recorded, and the step runs again when another that must run reads it.</summary>
    Never,

    /// <summary>They are, unless making them took less time than writing them would. What no other step reads is always kept.</summary>
    Auto,
}

/// <summary>Where the work of a step is done.</summary>
public enum StepIsolation
{
    /// <summary>In the process of the engine.</summary>
    None,

    /// <summary>In a process of its own, whose crash or hang costs this step alone.</summary>
    Process,
}

/// <summary>How a run carries out a step. Nothing of it is in the step's key: another policy makes no step run again.</summary>
public sealed record StepPolicy
{
    /// <summary>The longest wait between two attempts.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    /// <summary>The longest timeout.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(30);

    /// <summary>What holds for a step that says nothing.</summary>
    public static StepPolicy Default { get; } = new();

    /// <summary>How often a step that fails for a reason that may pass is tried again, from 0 to 100.</summary>
    public int Retries { get; init; }

    /// <summary>The longest wait before the second attempt, from 0 to 5 minutes. It doubles each time, up to 5 minutes; the wait is a random share of it.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one attempt may take, up to 30 days; null for as long as it needs.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What becomes of the run when the step fails for good.</summary>
    public OnFailure OnFailure { get; init; }

    /// <summary>Whether the outputs are kept as files.</summary>
    public CheckpointPolicy Checkpoint { get; init; }

    /// <summary>How many cores the step keeps busy, more than 0: steps begin only while their sum fits the machine.</summary>
    public double Cpu { get; init; } = 1;

    /// <summary>How many bytes of memory the step needs, more than 0; null when it does not matter. A process of its own gets no more than this.</summary>
    public long? Memory { get; init; }

    /// <summary>Where the work is done.</summary>
    public StepIsolation Isolate { get; init; }
}
