namespace IrisFlow;

/// <summary>The part of the store that keeps the wordings of workflows.</summary>
public partial interface IRunStore
{
    /// <summary>The wordings in which a workflow ran or was saved, the one that was saved or first seen last first.</summary>
    /// <param name="workflow">The workflow's name.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="after">Only those after this one; null to begin with the newest.</param>
    IReadOnlyList<WorkflowVersion> Versions(string workflow, int limit, WorkflowVersion? after = null);

    /// <summary>One wording of a workflow, with its text; null when the workflow never had it.</summary>
    (WorkflowVersion Version, string Definition)? FindVersion(string workflow, long id);
}

/// <summary>The part of the store that keeps the wordings of workflows.</summary>
public partial interface IRunWriter
{
    /// <summary>Records that somebody saved a workflow.</summary>
    /// <param name="workflow">The workflow's name.</param>
    /// <param name="definition">Its canonical text.</param>
    /// <param name="actor">Who.</param>
    /// <param name="at">When.</param>
    void SaveVersion(string workflow, string definition, string actor, DateTimeOffset at);
}

/// <summary>A workflow in one wording.</summary>
/// <param name="Id">What names it.</param>
/// <param name="At">When it was last saved; when it first ran, where nobody saved it.</param>
/// <param name="SavedBy">Who saved it last; null where nobody did.</param>
/// <param name="Run">The first run with this wording; null where there is none.</param>
/// <param name="Runs">How many runs had it.</param>
public sealed record WorkflowVersion(long Id, DateTimeOffset At, string? SavedBy, string? Run, long Runs);
