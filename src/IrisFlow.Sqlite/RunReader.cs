using System.Text.Json.Nodes;

namespace IrisFlow.Sqlite;

/// <summary>The questions that are asked of the tracking database.</summary>
internal sealed partial class RunReader(Database database)
{
    private const string RunColumns = "r.id, r.workflow, r.state, w.definition, r.command, r.started_at, r.finished_at, r.epoch, r.owner, p.parameters, "
        + "r.lease_until, r.file, r.request, r.origin, r.parent, r.variant";

    private const string RunTables =
        "runs r JOIN workflows w ON w.id = r.workflow_id LEFT JOIN parameters p ON p.run_id = r.id AND p.step = ''";

    public CachedOutputs? Cached(string key)
    {
        using var entry = database.Prepare("SELECT run_id, created_at, step FROM cache WHERE cache_key = ?1").Bind(key);
        if (!entry.Step())
        {
            return null;
        }

        var outputs = new List<OutputRecord>();
        using var rows = database.Prepare("SELECT port, kind, digest, row_count FROM cache_outputs WHERE cache_key = ?1 ORDER BY position").Bind(key);
        while (rows.Step())
        {
            outputs.Add(new(rows.Text(0), rows.Text(1), Digest.Parse(rows.Text(2)), rows.Long(3)));
        }

        var (run, step) = (entry.Text(0), entry.Text(2));
        return new(run, step, entry.Instant(1), outputs) { Metrics = outputs.Exists(o => o.Kind == Metrics.Kind) ? MetricsOf(run, step) : [] };
    }

    public StoredObject? Object(Digest digest)
    {
        using var row = database.Prepare("SELECT file, bytes, file_hash, stamp, row_count, columns FROM objects WHERE digest = ?1").Bind(digest.Hex);
        return row.Step() ? new(digest, row.Text(0), row.Long(1), row.Text(2), row.Long(3), row.Long(4), row.Text(5)) : null;
    }

    public SourceMemo? Source(string path)
    {
        using var row = database.Prepare("SELECT bytes, stamp, digest FROM sources WHERE path = ?1").Bind(path);
        return row.Step() ? new(path, row.Long(0), row.Long(1), row.Text(2)) : null;
    }

    public (string Run, StepRecord Step)? LastStep(string workflow, string step)
    {
        using var row = database.Prepare("SELECT run_id FROM last_steps WHERE workflow = ?1 AND step = ?2").Bind(workflow, step);
        if (!row.Step())
        {
            return null;
        }

        var run = row.Text(0);
        return ReadSteps(run, "AND s.step = ?2", step) is [var found] ? (run, found) : null;
    }

    public RunRecord? Run(string id)
    {
        if (id == "latest")
        {
            return Runs(null, 1) is [var newest] ? newest : null;
        }

        var found = ReadRuns("WHERE r.id >= ?1 AND r.id < ?1 || '~' ORDER BY r.id LIMIT ?2", id, 2);
        return found switch
        {
            [] => null,
            [var only] => only,
            [var exact, ..] when exact.Id == id => exact,
            _ => throw new IrisFlowException(new Finding("IF403", $"Several runs begin with '{id}'.") { Expected = "Give more of the id.", Next = "irisflow runs" }),
        };
    }

    public IReadOnlyList<RunRecord> Runs(string? workflow, int limit) => workflow is null
        ? ReadRuns("WHERE r.parent IS NULL ORDER BY r.id DESC LIMIT ?2", null, limit)
        : ReadRuns("WHERE r.parent IS NULL AND r.workflow = ?1 ORDER BY r.id DESC LIMIT ?2", workflow, limit);

    public IReadOnlyList<RunRecord> Parts(string parent) => ReadRuns("WHERE r.parent = ?1 ORDER BY r.id LIMIT ?2", parent, -1);

    public RunRecord? Worker(string key)
    {
        using var row = database.Prepare("SELECT run_id FROM steps WHERE cache_key = ?1 AND state = 'running' ORDER BY run_id DESC LIMIT 1").Bind(key);
        return row.Step() ? ReadRuns("WHERE r.id = ?1 LIMIT ?2", row.Text(0), 1) is [var run] ? run : null : null;
    }

    public IReadOnlyList<(string Run, StepRecord Step)> History(string workflow, string step, int limit, string? before)
    {
        var runs = new List<string>();
        using (var row = database.Prepare(
            """
            SELECT r.id FROM (SELECT id FROM runs WHERE workflow = ?1 AND id < ?4 ORDER BY id DESC LIMIT 1000) r
            CROSS JOIN steps s ON s.run_id = r.id AND s.step = ?2
            WHERE s.cache_key IS NOT NULL ORDER BY r.id DESC LIMIT ?3
            """).Bind(workflow, step, (long)limit, before ?? "~"))
        {
            while (row.Step())
            {
                runs.Add(row.Text(0));
            }
        }

        return [.. runs.Select(run => (run, ReadSteps(run, "AND s.step = ?2", step)[0]))];
    }

    public StepCost? Cost(string workflow, string step)
    {
        using var row = database.Prepare("SELECT milliseconds, bytes FROM costs WHERE workflow = ?1 AND step = ?2").Bind(workflow, step);
        return row.Step() ? new(row.Double(0), row.Long(1)) : null;
    }

    public IReadOnlyList<RunEvent> Events(string? run, string? step, long after, int limit)
    {
        var events = new List<RunEvent>();
        using var row = database.Prepare(
            $"""
            SELECT sequence, run_id, step, at, event, detail, r.workflow, r.parent FROM events LEFT JOIN runs r ON r.id = run_id
            WHERE sequence > ?1 {(run is null ? "" : "AND run_id = ?2")} {(step is null ? "" : "AND step = ?3")} ORDER BY sequence LIMIT ?4
            """).Bind(after, run, step, (long)limit);
        while (row.Step())
        {
            events.Add(new(row.Long(0), row.Text(1), row.TextOrNull(2), row.Instant(3), row.Text(4), row.TextOrNull(5)) { Workflow = row.Text(6), Parent = row.TextOrNull(7) });
        }

        return events;
    }

    public CodeRecord? Code(string fingerprint)
    {
        using var row = database.Prepare("SELECT methods, warnings FROM codes WHERE fingerprint = ?1").Bind(fingerprint);
        return row.Step() ? new(fingerprint, MethodList.Unpack(row.Blob(0)), Texts(row, 1)) : null;
    }

    public IReadOnlyList<string> CodeWarnings(string fingerprint)
    {
        using var row = database.Prepare("SELECT warnings FROM codes WHERE fingerprint = ?1").Bind(fingerprint);
        return row.Step() ? Texts(row, 0) : [];
    }

    public string? Fingerprint(string codeBase, string roots)
    {
        using var row = database.Prepare("SELECT fingerprint FROM fingerprints WHERE code_base = ?1 AND roots = ?2").Bind(codeBase, roots);
        return row.Step() ? row.Text(0) : null;
    }

    public IReadOnlyList<StepRecord> Steps(string run) => ReadSteps(run, "", null);

    private List<KeyValuePair<string, double>> MetricsOf(string run, string step) =>
        Group(run, step, "SELECT step, metric, value FROM metrics WHERE run_id = ?1", Metric, " ORDER BY step, position").GetValueOrDefault(step, []);

    private static KeyValuePair<string, double> Metric(Statement row) => KeyValuePair.Create(row.Text(1), row.IsNull(2) ? double.NaN : row.Double(2));

    private static IReadOnlyList<string> Texts(Statement row, int column) =>
        row.IsNull(column) ? [] : [.. ((JsonArray)JsonNode.Parse(row.Text(column))!).Select(w => w!.GetValue<string>())];

    private List<RunRecord> ReadRuns(string condition, string? value, int limit)
    {
        var runs = new List<RunRecord>();
        using var row = database.Prepare($"SELECT {RunColumns} FROM {RunTables} {condition}").Bind(value, (long)limit);
        while (row.Step())
        {
            runs.Add(new(row.Text(0), row.Text(1))
            {
                State = Names.RunState(row.Text(2)),
                Definition = row.Text(3),
                Command = row.Text(4),
                StartedAt = row.Instant(5),
                FinishedAt = row.IsNull(6) ? null : row.Instant(6),
                Epoch = row.Long(7),
                Owner = row.Text(8),
                Parameters = row.TextOrNull(9) ?? "{}",
                LeaseUntil = row.IsNull(10) ? null : row.Instant(10),
                File = row.TextOrNull(11),
                Request = row.Text(12),
                Origin = row.TextOrNull(13),
                Parent = row.TextOrNull(14),
                Variant = row.TextOrNull(15),
                StepCounts = Counts(row.Text(0)),
            });
        }

        return runs;
    }

    private Dictionary<StepState, int> Counts(string run)
    {
        var counts = new Dictionary<StepState, int>();
        using var row = database.Prepare("SELECT state, count(*) FROM steps WHERE run_id = ?1 GROUP BY state").Bind(run);
        while (row.Step())
        {
            counts[Names.StepState(row.Text(0))] = (int)row.Long(1);
        }

        return counts;
    }

    private List<StepRecord> ReadSteps(string run, string condition, string? step)
    {
        var inputs = Group(run, step, "SELECT step, input, source, digest FROM lineage WHERE run_id = ?1", r => new InputRecord(r.Text(1), r.Text(2), Digest.Parse(r.Text(3))));
        var outputs = Group(
            run, step, "SELECT step, port, kind, digest, row_count, origin FROM checkpoints WHERE run_id = ?1",
            r => new OutputRecord(r.Text(1), r.Text(2), Digest.Parse(r.Text(3)), r.Long(4)) { Origin = r.TextOrNull(5) }, " ORDER BY step, position");
        var metrics = Group(
            run, step, "SELECT step, metric, value FROM metrics WHERE run_id = ?1",
            Metric, " ORDER BY step, position");
        var steps = new List<StepRecord>();
        using var row = database.Prepare(
            $"""
            SELECT s.step, s.position, s.uses, s.state, s.reason, s.cache_key, s.code, s.milliseconds, s.error, s.warnings, p.parameters,
                   (SELECT min(started_at) FROM attempts a WHERE a.run_id = s.run_id AND a.step = s.step)
            FROM steps s LEFT JOIN parameters p ON p.run_id = s.run_id AND p.step = s.step
            WHERE s.run_id = ?1 {condition} ORDER BY s.position
            """).Bind(condition.Length == 0 ? [run] : [run, step]);
        while (row.Step())
        {
            var name = row.Text(0);
            steps.Add(new(name, (int)row.Long(1), row.Text(2))
            {
                State = Names.StepState(row.Text(3)),
                Reason = row.Text(4),
                Key = row.TextOrNull(5),
                Code = row.TextOrNull(6),
                Milliseconds = row.Double(7),
                Error = row.TextOrNull(8),
                Warnings = Texts(row, 9),
                Parameters = row.TextOrNull(10) ?? "{}",
                StartedAt = row.IsNull(11) ? null : row.Instant(11),
                Inputs = inputs.GetValueOrDefault(name, []),
                Outputs = outputs.GetValueOrDefault(name, []),
                Metrics = metrics.GetValueOrDefault(name, []),
            });
        }

        return steps;
    }

    private Dictionary<string, List<T>> Group<T>(string run, string? step, string sql, Func<Statement, T> read, string order = "")
    {
        var groups = new Dictionary<string, List<T>>();
        using var row = step is null ? database.Prepare(sql + order).Bind(run) : database.Prepare(sql + " AND step = ?2" + order).Bind(run, step);
        while (row.Step())
        {
            if (!groups.TryGetValue(row.Text(0), out var group))
            {
                groups[row.Text(0)] = group = [];
            }

            group.Add(read(row));
        }

        return groups;
    }
}
