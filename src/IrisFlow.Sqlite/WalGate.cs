namespace IrisFlow.Sqlite;

/// <summary>Keeps the checkpoints of the write-ahead log apart from every write, between threads and between processes.</summary>
/// <remarks>
/// SQLite up to 3.51.2 can lose committed pages when a checkpoint goes on while another connection's commit starts the log anew
/// (sqlite.org/wal.html, "The WAL-reset bug"). No connection of ours checkpoints by itself; one checkpoints only while it holds the
/// gate alone, and one writes only while it holds the gate together with others. So the two never meet. The system lets go of a gate
/// whose process died. See <c>src/docs/adr/0007-one-checkpointer.md</c>.
/// </remarks>
internal sealed class WalGate(string database)
{
    // Where a lock that is held elsewhere shows: EWOULDBLOCK on Linux and on BSD systems, a sharing violation on Windows.
    private static readonly int[] HeldElsewhere = [11, 35, unchecked((int)0x80070020)];

    /// <summary>The file that is locked. It stays empty.</summary>
    public string File { get; } = database + "-gate";

    /// <summary>Waits until no checkpoint is under way; as long as the result is not disposed, none begins.</summary>
    /// <exception cref="IrisFlowException">A checkpoint held on for the whole time, or the file can't be opened.</exception>
    public IDisposable Writing(TimeSpan patience) => Wait(() => TryOpen(FileAccess.Read, FileShare.Read), patience);

    /// <summary>Waits until nobody writes or checkpoints; as long as the result is not disposed, nobody begins to.</summary>
    /// <exception cref="IrisFlowException">Someone held on for the whole time, or the file can't be opened.</exception>
    public IDisposable Alone(TimeSpan patience) => Wait(TryCheckpointing, patience);

    /// <summary>The gate alone, for a checkpoint; null while anyone writes or checkpoints.</summary>
    /// <exception cref="IrisFlowException">The file can't be opened.</exception>
    public IDisposable? TryCheckpointing() => TryOpen(FileAccess.ReadWrite, FileShare.None);

    private IDisposable Wait(Func<IDisposable?> open, TimeSpan patience)
    {
        IDisposable? held = null;
        return SpinWait.SpinUntil(() => (held = open()) is not null, patience)
            ? held!
            : throw new IrisFlowException(
                new Finding("IF602", "The tracking database is locked by another process.") { File = database, Expected = "Wait for it, or stop it." }, ExitCode.Locked);
    }

    private FileStream? TryOpen(FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(File, FileMode.OpenOrCreate, access, share, bufferSize: 0);
        }
        catch (IOException problem) when (HeldElsewhere.Contains(problem.HResult))
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(
                new Finding("IF604", $"The tracking database can't be written: {problem.Message}")
                {
                    File = database,
                    Expected = "Give this user the right to write in the folder artifacts/, or name another workspace with --workspace.",
                },
                inner: problem);
        }
    }
}
