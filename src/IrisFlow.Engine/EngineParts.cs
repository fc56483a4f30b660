using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Isolation;
using IrisFlow.Engine.Keys;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine;

/// <summary>What the engine works with and shares between runs.</summary>
internal sealed class EngineParts(
    string artifacts, IRunStore store, CheckpointStore checkpoints, RunView view, TimeProvider clock, Capacity capacity, IStepHost? host, string? codeCache, Doors doors)
{
    private readonly CodeFingerprints _code = new(store, codeCache is null ? null : new FingerprintFolder(codeCache));

    public IRunStore Store => store;

    public CheckpointStore Checkpoints => checkpoints;

    public RunView View => view;

    public TimeProvider Clock => clock;

    public Capacity Capacity => capacity;

    public IStepHost? Host => host;

    public Doors Doors => doors;

    public CodeFingerprints Code => _code;

    public SourceDigests Sources { get; } = new(store, clock);

    public KeyClaims Claims { get; } = KeyClaims.Of(artifacts);

    public SharedCommits Commits { get; } = new(store, checkpoints);

    /// <summary>Carries out a plan: for runs that are parts of others.</summary>
    public required Func<RunPlan, CancellationToken, Task<RunResult>> Carry { get; init; }

    /// <summary>How many parts of a sweep or map are at work at once: enough that a core always has work while others wait for the disk.</summary>
    public int PartsAtOnce => 4 * capacity.Cores;

    public Planner Planner() => new(store, checkpoints, _code, Sources);

    public StepBinder Binder(StepEnvironment environment) => new(environment, _code);
}
