namespace IrisFlow;

/// <summary>The ways a command can end, which scripts rely on.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>A step failed.</summary>
    StepFailed = 1,

    /// <summary>The command or the workflow is wrong.</summary>
    Usage = 2,

    /// <summary>A gate or an expectation said no.</summary>
    Refused = 3,

    /// <summary>Something named was not found.</summary>
    NotFound = 4,

    /// <summary>Another runner holds the lock.</summary>
    Locked = 5,

    /// <summary>A checkpoint is corrupt.</summary>
    Corrupt = 6,

    /// <summary>Cancelled by the user.</summary>
    Cancelled = 130,
}

/// <summary>Something expected to go wrong now and then did; it carries findings that a person can act on.</summary>
public class IrisFlowException : Exception
{
    /// <summary>All that was found, at least one.</summary>
    public IrisFlowException(IReadOnlyList<Finding> findings, ExitCode exit = ExitCode.Usage, Exception? inner = null)
        : base(string.Join(Environment.NewLine, findings), inner) => (Findings, Exit) = (findings, exit);

    /// <summary>One finding.</summary>
    public IrisFlowException(Finding finding, ExitCode exit = ExitCode.Usage, Exception? inner = null)
        : this([finding], exit, inner)
    {
    }

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>How a command that meets it ends.</summary>
    public ExitCode Exit { get; }
}
