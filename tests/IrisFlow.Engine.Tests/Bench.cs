using IrisFlow.Engine.Isolation;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Resume;
using IrisFlow.Engine.Run;
using IrisFlow.Parquet;
using IrisFlow.Sqlite;

namespace IrisFlow.Engine.Tests;

/// <summary>An engine on a folder of its own, with the real store and the real format; the folder is gone after the test.</summary>
internal sealed class Bench : IDisposable
{
    private readonly SqliteRunStore _sqlite;
    private readonly bool _ownsFolder = true;

    public Bench(int parallelism = 2, Func<IRunStore, IRunStore>? around = null, TimeProvider? clock = null, long? memory = null, IStepHost? host = null, long? kept = null)
    {
        _sqlite = SqliteRunStore.Open(At("irisflow.db"));
        Store = around is null ? _sqlite : around(_sqlite);
        Engine = new WorkflowEngine(Folder, Store, new ParquetFormat(), kept is { } bytes ? new Doors { KeptBytes = bytes } : new(), clock, parallelism, memory, host);
    }

    /// <summary>Another engine on the folder of a bench, as another process would have it.</summary>
    public Bench(Bench other, Func<IRunStore, IRunStore> around)
    {
        (Folder, _ownsFolder) = (other.Folder, false);
        _sqlite = SqliteRunStore.Open(At("irisflow.db"));
        Store = around(_sqlite);
        Engine = new WorkflowEngine(Folder, Store, new ParquetFormat(), parallelism: 2);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("irisflow-").FullName;

    public IRunStore Store { get; }

    public WorkflowEngine Engine { get; }

    public StepEnvironment Environment => new(Folder, new Catalog(typeof(Bench).Assembly), new TableFormats([new ParquetFormat()]));

    public string At(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>A table as a file that <c>--with</c> can name.</summary>
    public string Write(string name, Table table)
    {
        using var file = File.Create(At(name));
        new ParquetFormat().Write(table, file);
        return At(name);
    }

    public RunPlan Plan(Workflow workflow, Func<RunRequest, RunRequest>? change = null)
    {
        var request = new RunRequest(workflow, Environment);
        return Engine.Plan(change is null ? request : change(request));
    }

    public Task<RunResult> RunAsync(
        Workflow workflow, Func<RunRequest, RunRequest>? change = null, IRunObserver? observer = null, CancellationToken cancellation = default) =>
        Engine.RunAsync(Plan(workflow, change), observer, cancellation);

    public RunPlan PlanResume(string run, ChangedCode changed = ChangedCode.Refuse) =>
        Engine.PlanResume(Store.FindRun(run)!, _ => Environment, changed);

    public Task<RunResult> ResumeAsync(string run, ChangedCode changed = ChangedCode.Refuse) => Engine.RunAsync(PlanResume(run, changed));

    /// <summary>Changes the database behind the engine's back.</summary>
    public void Execute(string sql)
    {
        using var shell = System.Diagnostics.Process.Start("sqlite3", [At("irisflow.db"), sql]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    /// <summary>The rules that a plan is refused for.</summary>
    public IReadOnlyList<Finding> Refused(Workflow workflow, Func<RunRequest, RunRequest> change) =>
        Assert.Throws<IrisFlowException>(() => Plan(workflow, change)).Findings;

    public void Dispose()
    {
        _sqlite.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

/// <summary>Short ways to look at plans and results.</summary>
internal static class Looks
{
    public static PlannedStep Step(this RunPlan plan, string name) => plan.Steps.Single(s => s.Name == name);

    public static StepRecord Step(this RunResult result, string name) => result.Steps.Single(s => s.Name == name);

    public static StepState State(this RunResult result, string name) => result.Step(name).State;

    public static string Decisions(this RunPlan plan) => string.Join(' ', plan.Steps.OrderBy(s => s.Position).Select(s => $"{s.Name}:{s.Decision}"));

    public static string Selected(this RunPlan plan) =>
        string.Join(' ', plan.Steps.Where(s => s.Decision != Decision.NotSelected).OrderBy(s => s.Position).Select(s => s.Name));

    public static IReadOnlyDictionary<string, Digest> Digests(this RunResult result) =>
        result.Steps.SelectMany(s => s.Outputs.Select(o => ($"{s.Name}.{o.Port}", o.Digest))).ToDictionary();
}
