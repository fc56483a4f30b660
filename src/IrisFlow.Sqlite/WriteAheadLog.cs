namespace IrisFlow.Sqlite;

/// <summary>The write-ahead log of a database file: moved into the file when it has grown, by one connection at a time and never during a write.</summary>
internal sealed class WriteAheadLog(string database)
{
    // As large as SQLite lets it grow by default: 1,000 pages.
    private const long Grown = 4 << 20;

    private readonly WalGate _gate = new(database);
    private readonly string _file = database + "-wal";
    private long _due = Grown;

    /// <summary>As long as the result is not disposed, no checkpoint begins. Taken around every write.</summary>
    public IDisposable Writing() => _gate.Writing(Database.Patience);

    /// <summary>As long as the result is not disposed, nobody else writes or checkpoints.</summary>
    public IDisposable Alone() => _gate.Alone(Database.Patience);

    /// <summary>Moves the log into the file when it has grown and nobody writes; what a reader still needs stays for another time.</summary>
    public void CheckpointWhenDue(Database connection)
    {
        if (Length() < _due)
        {
            return;
        }

        try
        {
            using var alone = _gate.TryCheckpointing();
            if (alone is not null)
            {
                connection.WaitForOthers(TimeSpan.Zero);
                connection.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        }
        catch (IrisFlowException)
        {
            // What was to be written is in the log and safe. A disk that refuses to tidy up is no reason to say that it was not.
        }
        finally
        {
            connection.WaitForOthers(Database.Patience);
        }

        // Not at every commit again while a long reader, or other writers, keep it from getting shorter.
        _due = Math.Max(Grown, Length() + (Grown / 4));
    }

    /// <summary>Closes connections. The last of a file moves the log into it, as SQLite does it, but only while nobody writes.</summary>
    public void Close(IReadOnlyList<Database> connections)
    {
        using var alone = TryAlone();
        foreach (var connection in connections)
        {
            if (alone is null)
            {
                connection.KeepLogOnClose();
            }

            connection.Dispose();
        }
    }

    private IDisposable? TryAlone()
    {
        try
        {
            return _gate.TryCheckpointing();
        }
        catch (IrisFlowException)
        {
            // A folder that has become read-only, or is gone: then the log stays where it is.
            return null;
        }
    }

    private long Length() => new FileInfo(_file) is { Exists: true } file ? file.Length : 0;
}
