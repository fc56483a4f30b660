namespace IrisFlow.Sqlite;

/// <summary>Run tracking in one SQLite file. Reads and writes go through a connection each, so that a reader never waits for a commit.</summary>
public sealed partial class SqliteRunStore : IRunStore
{
    private readonly Lock _reading = new();
    private readonly Lock _writing = new();
    private readonly Database _reader;
    private readonly RunReader _read;
    private readonly Lazy<Database> _writer;
    private readonly TimeProvider _clock;
    private readonly WriteAheadLog _log;

    private SqliteRunStore(string path, TimeProvider clock)
    {
        _clock = clock;
        _log = new(path);
        using (_log.Writing())
        {
            _reader = Connect(path);
        }

        try
        {
            if (!HasLog())
            {
                // SQLite gives up at once, whatever the timeout, when two connections want to begin the log together.
                using var alone = _log.Alone();
                _reader.BeginLog();
            }

            if (!Migrations.IsCurrent(_reader))
            {
                // Of processes that find an older database at once, one upgrades it and keeps the copy; the others find it new.
                using var alone = _log.Alone();
                Migrations.Apply(_reader);
            }
        }
        catch
        {
            _reader.Dispose();
            throw;
        }

        _read = new RunReader(_reader);
        _writer = new Lazy<Database>(() => Connect(path));
    }

    /// <summary>Opens the database of a workspace, and makes or upgrades it where needed.</summary>
    /// <exception cref="IrisFlowException">It can't be opened or written, or is of a newer version.</exception>
    public static SqliteRunStore Open(string path, TimeProvider? clock = null) => new(path, clock ?? TimeProvider.System);

    /// <summary>Loads SQLite itself, so that the first database opens faster.</summary>
    public static void LoadLibrary()
    {
        using var nothing = new Database(":memory:");
        nothing.Scalar("SELECT 1");
    }

    /// <inheritdoc/>
    public CachedOutputs? FindCached(string key) => Read(r => r.Cached(key));

    /// <inheritdoc/>
    public StoredObject? FindObject(Digest digest) => Read(r => r.Object(digest));

    /// <inheritdoc/>
    public SourceMemo? FindSource(string path) => Read(r => r.Source(path));

    /// <inheritdoc/>
    public (string Run, StepRecord Step)? LastStep(string workflow, string step) => Read(r => r.LastStep(workflow, step));

    /// <inheritdoc/>
    public RunRecord? FindRun(string id) => Read(r => r.Run(id));

    /// <inheritdoc/>
    public IReadOnlyList<StepRecord> Steps(string run) => Read(r => r.Steps(run));

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> Runs(string? workflow, int limit) => Read(r => r.Runs(workflow, limit));

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> Parts(string parent) => Read(r => r.Parts(parent));

    /// <inheritdoc/>
    public IReadOnlyList<(string Run, StepRecord Step)> History(string workflow, string step, int limit, string? before = null) =>
        Read(r => r.History(workflow, step, limit, before));

    /// <inheritdoc/>
    public StepCost? LastCost(string workflow, string step) => Read(r => r.Cost(workflow, step));

    /// <inheritdoc/>
    public RunRecord? FindWorker(string key) => Read(r => r.Worker(key));

    /// <inheritdoc/>
    public IReadOnlyList<RunEvent> Events(string? run, string? step, long after, int limit) => Read(r => r.Events(run, step, after, limit));

    /// <inheritdoc/>
    public CodeRecord? FindCode(string fingerprint) => Read(r => r.Code(fingerprint));

    /// <inheritdoc/>
    public IReadOnlyList<string> CodeWarnings(string fingerprint) => Read(r => r.CodeWarnings(fingerprint));

    /// <inheritdoc/>
    public string? FindFingerprint(string codeBase, string roots) => Read(r => r.Fingerprint(codeBase, roots));

    /// <inheritdoc/>
    public void Write(Action<IRunWriter> changes)
    {
        lock (_writing)
        {
            var database = _writer.Value;
            using (_log.Writing())
            {
                database.Transaction(() => changes(new RunWriter(database, _clock)));
            }

            _log.CheckpointWhenDue(database);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Close(_writer.IsValueCreated ? [_writer.Value, _reader] : [_reader]);

    /// <summary>A connection with the settings that the promise of durability rests on; the file must have, or be given, a log besides.</summary>
    /// <remarks>
    /// WAL with FULL: a commit is one append and one fsync, readers never wait, and a power cut loses nothing acknowledged.
    /// No connection checkpoints by itself: see <see cref="WalGate"/>.
    /// </remarks>
    internal static Database Connect(string path)
    {
        var database = new Database(path);
        try
        {
            database.Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 0");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // Asked within the gate: a connection that closes as the last one holds the file for itself.
    private bool HasLog()
    {
        using var writing = _log.Writing();
        return _reader.HasLog();
    }

    private T Read<T>(Func<RunReader, T> read)
    {
        lock (_reading)
        {
            return read(_read);
        }
    }
}
