using System.Security.Cryptography;
using IrisFlow.Engine;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;
using IrisFlow.Parquet;
using IrisFlow.Sqlite;
using IrisFlow.Testing;

namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>A folder of artifacts on which engines come and go as processes would; it is gone after the test.</summary>
internal sealed class EngineFolder : IDisposable
{
    // Where it can be, in memory: what a disk does is for the tests with real processes.
    public string Path { get; } = Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory($"/dev/shm/irisflow-{Guid.NewGuid():N}").FullName
        : Directory.CreateTempSubdirectory("irisflow-").FullName;

    public string Database => At("irisflow.db");

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>An engine as a new process would have it.</summary>
    public EngineProcess Start(Fault? fault = null, Action<Phase>? reached = null, Func<IRunStore, IRunStore>? around = null) => new(this, fault, reached, around);

    /// <summary>Begins a run that stops as if the power had gone when a step should be committed; its owner is gone then.</summary>
    public async Task<string> InterruptAsync(Workflow workflow, string at)
    {
        var gone = false;
        using (var process = Start(around: store => WatchedRunStore.Around(store, new()
        {
            Before = (call, arguments) =>
            {
                gone |= call == nameof(IRunWriter.EndStep) && ((StepRecord)arguments[2]!).Name == at;
                if (gone)
                {
                    throw new IrisFlowException(new Finding("IF606", "The power went."), ExitCode.StepFailed);
                }
            },
        })))
        {
            await Record.ExceptionAsync(() => process.RunAsync(workflow));
        }

        KillOwners();
        return Rows.Of(Database, "SELECT max(id) FROM runs WHERE state = 'running'")[0][0]!;
    }

    /// <summary>Lets the owner of every unfinished run look like a process that is gone.</summary>
    public void KillOwners() => Rows.Change(Database, $"UPDATE runs SET owner = '{Environment.MachineName}/1/0' WHERE state = 'running'");

    /// <summary>Fails unless the database is sound, and every file that it names is there and has the bytes it had.</summary>
    public void MustBeWhole()
    {
        Assert.Equal("ok", Rows.Of(Database, "PRAGMA integrity_check")[0][0]);
        var named = Rows.Of(
            Database,
            """
            SELECT c.digest, o.file, o.bytes, o.file_hash FROM
            (SELECT digest FROM checkpoints UNION SELECT digest FROM cache_outputs UNION SELECT digest FROM objects) c
            LEFT JOIN objects o ON o.digest = c.digest
            WHERE o.digest IS NOT NULL OR c.digest NOT IN (SELECT digest FROM condemned)
            """);
        foreach (var row in named)
        {
            Assert.True(row[1] is not null, $"Object {row[0]} is named and not on record.");
            var bytes = File.ReadAllBytes(System.IO.Path.Combine(At("objects"), row[1]!));
            Assert.Equal((row[2], row[3]), ($"{bytes.LongLength}", Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>One engine on a folder, with a watched store: what stands for a process.</summary>
internal sealed class EngineProcess : IDisposable
{
    private readonly SqliteRunStore _sqlite;
    private readonly string _folder;

    public EngineProcess(EngineFolder folder, Fault? fault, Action<Phase>? reached, Func<IRunStore, IRunStore>? around)
    {
        _folder = folder.Path;
        _sqlite = SqliteRunStore.Open(folder.Database);
        Store = fault is null ? _sqlite : fault.Around(_sqlite);
        Store = around is null ? Store : around(Store);
        // Whatever is written batch by batch goes into its file at once, as if it were large.
        var doors = new Doors { Files = fault is null ? FileOps.Disk : fault.Around(FileOps.Disk), Reached = reached, KeptBytes = 0 };
        Engine = new WorkflowEngine(_folder, Store, new ParquetFormat(), doors, fault?.Clock, parallelism: 2);
    }

    public IRunStore Store { get; }

    public WorkflowEngine Engine { get; }

    public Witness Witness { get; } = new();

    private StepEnvironment Environment => new(_folder, new Catalog(typeof(EngineProcess).Assembly), new TableFormats([new ParquetFormat()]));

    public RunPlan Plan(Workflow workflow, Func<RunRequest, RunRequest>? change = null)
    {
        var request = new RunRequest(workflow, Environment);
        return Engine.Plan(change is null ? request : change(request));
    }

    public RunPlan PlanResume(string run, IrisFlow.Engine.Resume.ChangedCode changed = default) =>
        Engine.PlanResume(Store.FindRun(run)!, _ => Environment, changed);

    public RunPlan PlanFork(string run, Func<RunRequest, RunRequest>? change = null)
    {
        var request = WorkflowEngine.RequestOf(Store.FindRun(run)!, _ => Environment);
        return Engine.Plan(change is null ? request : change(request));
    }

    public Task<RunResult> RunAsync(Workflow workflow, Func<RunRequest, RunRequest>? change = null, CancellationToken cancellation = default) =>
        Engine.RunAsync(Plan(workflow, change), Witness, cancellation);

    public Task<RunResult> ResumeAsync(string run, CancellationToken cancellation = default) => Engine.RunAsync(PlanResume(run), Witness, cancellation);

    public void Dispose() => _sqlite.Dispose();
}

/// <summary>Remembers what an engine has acknowledged.</summary>
internal sealed class Witness : IRunObserver
{
    private readonly List<string> _succeeded = [];

    public string? Run { get; private set; }

    /// <summary>The steps whose success was told, as it was told.</summary>
    public IReadOnlyList<string> Succeeded
    {
        get
        {
            lock (_succeeded)
            {
                return [.. _succeeded];
            }
        }
    }

    public void RunStarted(RunRecord run, int steps) => Run = run.Id;

    public void StepStarted(StepRecord step)
    {
    }

    public void StepProgressed(string step, double share)
    {
    }

    public void StepEnded(StepRecord step)
    {
        if (step.State == StepState.Succeeded)
        {
            lock (_succeeded)
            {
                _succeeded.Add(step.Name);
            }
        }
    }
}

/// <summary>Short ways to look at results.</summary>
internal static class Looks
{
    public static IReadOnlyDictionary<string, Digest> Digests(this RunResult result) =>
        result.Steps.SelectMany(s => s.Outputs.Select(o => ($"{s.Name}.{o.Port}", o.Digest))).ToDictionary();

    public static string States(this RunResult result) => string.Join(' ', result.Steps.Select(s => $"{s.Name}:{s.State}"));
}
