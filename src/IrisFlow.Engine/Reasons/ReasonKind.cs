namespace IrisFlow.Engine.Reasons;

/// <summary>What kind of thing a reason tells of. In JSON these are written <c>like-this</c>.</summary>
public enum ReasonKind
{
    /// <summary>It has outputs with the same key.</summary>
    Unchanged,

    /// <summary>No run of the workflow has had this step.</summary>
    NeverRan,

    /// <summary>It ran before with the same inputs, and failed.</summary>
    FailedBefore,

    /// <summary>Several things are different at once.</summary>
    Several,

    /// <summary>A parameter has another value.</summary>
    ParameterChanged,

    /// <summary>What an input holds is different.</summary>
    InputChanged,

    /// <summary>An input is wired to another place, and finds other content there.</summary>
    InputRewired,

    /// <summary>A source file has other content.</summary>
    SourceFileChanged,

    /// <summary>A table has more or fewer rows.</summary>
    RowsChanged,

    /// <summary>A table has a column that it had not.</summary>
    ColumnAdded,

    /// <summary>A table has lost a column.</summary>
    ColumnRemoved,

    /// <summary>A column is of another type.</summary>
    ColumnTypeChanged,

    /// <summary>A column has other values.</summary>
    ColumnContentChanged,

    /// <summary>The code of the activity, or of something that it calls, is different.</summary>
    CodeChanged,

    /// <summary>The code has a method that it had not.</summary>
    MethodAdded,

    /// <summary>The code has lost a method.</summary>
    MethodRemoved,

    /// <summary>A method does something else.</summary>
    MethodChanged,

    /// <summary>A package is another one.</summary>
    PackageChanged,

    /// <summary>The .NET runtime is another one.</summary>
    RuntimeChanged,

    /// <summary>Data or a resource that is compiled into the code is different.</summary>
    DataChanged,

    /// <summary>The step uses another activity.</summary>
    UsesChanged,

    /// <summary>A step that it reads from runs first, so what it will read is not known yet.</summary>
    Upstream,

    /// <summary>The user forces it.</summary>
    Forced,

    /// <summary>The user wants nothing to be reused.</summary>
    NoCache,

    /// <summary>It changes something outside the workspace, and so is never reused.</summary>
    SideEffect,

    /// <summary>The file of a checkpoint is gone.</summary>
    CheckpointMissing,

    /// <summary>The file of a checkpoint is damaged.</summary>
    CheckpointDamaged,

    /// <summary>Its outputs are not kept, and a step that runs reads them.</summary>
    NotKept,

    /// <summary>A run made it with the same key, and its outputs have been let go since.</summary>
    CheckpointEvicted,

    /// <summary>Other data was put in the place of its outputs.</summary>
    Injected,

    /// <summary>The same key gave other content.</summary>
    Nondeterministic,

    /// <summary>A step that is not selected runs because one that is needs it.</summary>
    FilledIn,

    /// <summary>A step that is not selected gives what it has.</summary>
    Kept,

    /// <summary>The run leaves it out.</summary>
    NotSelected,

    /// <summary>What it reads is neither made nor found.</summary>
    Blocked,

    /// <summary>Nothing that is on record is different, yet no outputs with its key are known.</summary>
    NothingKnown,

    /// <summary>What the run wrote down when it decided.</summary>
    Recorded,
}
