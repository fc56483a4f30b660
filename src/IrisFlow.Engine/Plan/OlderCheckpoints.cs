using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Reasons;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Plan;

/// <summary>What a selected step reads from one that is not selected: a checkpoint of <c>--base</c>, else the current one, else, if allowed, a stale one.</summary>
internal sealed class OlderCheckpoints
{
    private readonly IRunStore _store;
    private readonly CheckpointStore _checkpoints;
    private readonly RunRequest _request;
    private readonly string _workflow;
    private readonly string? _baseRun;
    private readonly IReadOnlyList<StepRecord> _baseSteps = [];

    /// <exception cref="IrisFlowException">There is no run such as <c>--base</c> names.</exception>
    public OlderCheckpoints(IRunStore store, CheckpointStore checkpoints, RunRequest request, string workflow)
    {
        (_store, _checkpoints, _request, _workflow) = (store, checkpoints, request, workflow);
        if (request.Base is { } id)
        {
            _baseRun = store.FindRun(id)?.Id ?? throw new IrisFlowException(
                new Finding("IF403", $"--base names the run '{id}', which there is not.") { Next = "irisflow runs" }, ExitCode.NotFound);
            _baseSteps = store.Steps(_baseRun);
        }
    }

    /// <summary>The step with the outputs that its readers will see.</summary>
    public PlannedStep Bind(PlannedStep step, Action<Finding> report)
    {
        if (_baseSteps.FirstOrDefault(s => s.Name == step.Name) is { } old && Whole(old.Outputs) is { Count: > 0 } chosen)
        {
            return step with { Outputs = chosen, Why = new(ReasonKind.Kept, $"its checkpoint of run {_baseRun} is used, by --base") { Run = _baseRun } };
        }

        if (step.Outputs.Count == 0 && _request.StaleOk && Stale(step) is { } stale)
        {
            report(new("IF406", $"The checkpoint of run {stale.Run} is used though it is stale: {stale.Why}.") { Severity = Severity.Warning, Step = step.Name });
            return step with { Outputs = stale.Outputs, Why = new(ReasonKind.Kept, $"its stale checkpoint of run {stale.Run} is used, by --stale-ok") { Run = stale.Run } };
        }

        return step;
    }

    /// <summary>The newest checkpoints of a step whatever they were made from, and what has changed since; null when there are none.</summary>
    public (string Run, IReadOnlyList<OutputRecord> Outputs, string Why)? Stale(PlannedStep step) =>
        _store.LastStep(_workflow, step.Name) is { } last && Whole(last.Step.Outputs) is { Count: > 0 } outputs
            ? (last.Run, outputs, Since(last, step))
            : null;

    private static string Since((string Run, StepRecord Step) last, PlannedStep now)
    {
        if (last.Step.State == StepState.Injected)
        {
            return $"run {last.Run} had other data in its place";
        }

        var differences = StepDifferences.Between(last.Step, Ledger.Describe(now));
        return differences.Count > 0 ? Reason.Of(differences).Text : now.Key is null ? "what it reads changed" : "no checkpoint with these inputs is known";
    }

    private List<OutputRecord> Whole(IEnumerable<OutputRecord> outputs) =>
        [.. outputs.Where(o => _store.FindObject(o.Digest) is { } stored && _checkpoints.Check(stored) == ObjectState.Whole)];
}
