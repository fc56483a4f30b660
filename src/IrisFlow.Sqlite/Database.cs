using SQLitePCL;

namespace IrisFlow.Sqlite;

/// <summary>One connection to a database file, with each statement prepared once.</summary>
/// <remarks>Used by one thread at a time. See <c>src/docs/adr/0002-sqlite-without-a-mapper.md</c> for why there is no mapper above it.</remarks>
internal sealed class Database : IDisposable
{
    // SQLITE_IOERR_SHMSIZE
    private const int SharedMemoryFull = 10 | (19 << 8);

    // 512, less what SQLite adds for the name of a journal.
    private const int LongestPath = 504;

    private readonly sqlite3 _handle = null!;
    private readonly Dictionary<string, Statement> _statements = [];

    static Database() => Batteries_V2.Init();

    /// <exception cref="IrisFlowException">The file can't be opened.</exception>
    public Database(string path)
    {
        Path = path;
        if (System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath)
        {
            throw Failed("IF611", "The path of the tracking database is too long for SQLite.", $"It may have {LongestPath} bytes: name a workspace with a shorter path.", ExitCode.Usage);
        }

        var result = raw.sqlite3_open_v2(path, out _handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        Check(result);
        WaitForOthers(Patience);
    }

    /// <summary>How long writers queue up behind one another before one gives up.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Runs statements that give no rows and take no parameters.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>A statement, ready to be bound; it is reset by <see cref="Statement.Dispose"/>, not closed.</summary>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(_handle, sql, out var compiled));
            statement = new Statement(this, compiled);
            _statements[sql] = statement;
        }

        return statement;
    }

    /// <summary>Binds, runs and resets a statement that gives no rows.</summary>
    /// <returns>The number of rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<SqlValue> values)
    {
        using var statement = Prepare(sql).Bind(values);
        statement.Step();
        return raw.sqlite3_changes(_handle);
    }

    /// <summary>One number.</summary>
    public long Scalar(string sql, params ReadOnlySpan<SqlValue> values)
    {
        using var statement = Prepare(sql).Bind(values);
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <summary>Everything that the work does becomes durable at once, or none of it.</summary>
    /// <remarks>IMMEDIATE: a transaction that began by reading could not wait its turn to write, whatever the timeout.</remarks>
    public void Transaction(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            // A failed COMMIT (disk full) may have rolled back already; a second ROLLBACK is then refused and means nothing.
            _ = raw.sqlite3_exec(_handle, "ROLLBACK");
            throw;
        }
    }

    /// <summary>Whether commits go to a write-ahead log. A file keeps this, once it has begun, for all connections.</summary>
    public bool HasLog()
    {
        using var mode = Prepare("PRAGMA journal_mode");
        return mode.Step() && mode.Text(0) == "wal";
    }

    /// <summary>Makes commits go to a write-ahead log from now on. Nobody else may be doing this, or writing.</summary>
    public void BeginLog() => Execute("PRAGMA journal_mode = WAL");

    /// <summary>Sets how long a call waits for a lock that another connection holds.</summary>
    public void WaitForOthers(TimeSpan patience) => raw.sqlite3_busy_timeout(_handle, (int)patience.TotalMilliseconds);

    /// <summary>Lets the connection be closed without moving the log into the file.</summary>
    public void KeepLogOnClose() => Check(raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _handle.Dispose();
    }

    /// <summary>Turns an error code of SQLite into a finding that a user can act on.</summary>
    internal void Check(int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return;
        }

        var text = _handle is null || _handle.IsInvalid ? raw.sqlite3_errstr(result).utf8_to_string() : raw.sqlite3_errmsg(_handle).utf8_to_string();
        // Shared memory that finds no room is a full disk too, though SQLite calls it an I/O error.
        var isFull = _handle is { IsInvalid: false } && raw.sqlite3_extended_errcode(_handle) == SharedMemoryFull;
        throw (isFull ? raw.SQLITE_FULL : result & 0xFF) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Failed("IF602", "The tracking database is locked by another process.", "Wait for it, or stop it.", ExitCode.Locked),
            raw.SQLITE_FULL => Failed("IF603", "The disk is full: the tracking database could not be written.", "Free some space and run again; what was committed is safe.", ExitCode.StepFailed),
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => Failed("IF604", $"The tracking database can't be written: {text}.", "Give this user the right to write in the folder artifacts/, or name another workspace with --workspace.", ExitCode.Usage),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Failed("IF605", $"The tracking database is damaged: {text}.", "Move it away, together with its -wal file; checkpoints are kept, and a new database is made.", ExitCode.Corrupt),
            _ => Failed("IF606", $"The tracking database failed: {text} (SQLite error {result}).", "Run again; what was committed is safe.", ExitCode.StepFailed),
        };
    }

    private IrisFlowException Failed(string rule, string message, string expected, ExitCode exit) =>
        new(new Finding(rule, message) { File = Path, Expected = expected }, exit);
}
