namespace IrisFlow.Engine.Run;

/// <summary>The places on the way of a step's outputs to the disk at which a crash, a pause or a cancellation makes a difference.</summary>
internal enum Phase
{
    /// <summary>A file is written under its temporary name and not synced.</summary>
    BeforeSync,

    /// <summary>The file is synced.</summary>
    AfterSync,

    /// <summary>A commit begins; no file of it has its final name.</summary>
    BeforeRename,

    /// <summary>A file has its final name, which is not on disk yet.</summary>
    AfterRename,

    /// <summary>All names are on disk.</summary>
    AfterFolderSync,

    /// <summary>The transaction has not begun.</summary>
    BeforeCommit,

    /// <summary>Everything is written into the transaction, which is still open.</summary>
    InTransaction,

    /// <summary>The transaction is on disk; nobody has been told.</summary>
    AfterCommit,

    /// <summary>A step of the commit has been acknowledged.</summary>
    AfterAcknowledge,
}
