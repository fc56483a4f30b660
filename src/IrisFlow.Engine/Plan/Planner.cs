using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Keys;
using IrisFlow.Engine.Reasons;

namespace IrisFlow.Engine.Plan;

/// <summary>Finds out what a run would do, step by step, without running anything.</summary>
internal sealed class Planner(IRunStore store, CheckpointStore checkpoints, CodeFingerprints code, SourceDigests sources)
{
    /// <exception cref="IrisFlowException">The request or the workflow is wrong; all findings at once.</exception>
    public RunPlan Make(RunRequest request)
    {
        var findings = new List<Finding>();
        var workflow = Check(request, findings);
        ThrowErrors(findings);
        var selected = Selection.Of(workflow, request, findings.Add);
        var injected = new Injections(store, checkpoints).Read(request, workflow, findings.Add);
        ThrowErrors(findings);

        var planning = new Planning(request, workflow, selected, injected);
        var older = new OlderCheckpoints(store, checkpoints, request, workflow.Workflow.Name);
        var binder = new StepBinder(request.Environment, code);
        var inputs = injected.Keys.Where(a => IsInput(workflow, a)).ToHashSet();
        var position = request.Workflow.Steps.Select((s, i) => (s.Name, i)).ToDictionary(s => s.Name, s => s.i);
        var reasons = new StepReasons(store, workflow.Workflow.Name);
        foreach (var step in workflow.Steps)
        {
            var decided = Decide(new PlannedStep(binder.Bind(step, inputs), position[step.Name]), planning, binder, reasons);
            reasons.Note(decided);
            planning.Add(planning.IsRead(step.Name) && decided.Decision == Decision.NotSelected ? older.Bind(decided, findings.Add) : decided);
        }

        ThrowErrors(findings);
        var steps = OnlyWhatIsRead(new MissingInputs(planning, older, checkpoints).Settle());
        findings.AddRange(steps.Where(s => s.Decision == Decision.Run).DistinctBy(s => s.Bound.Code).SelectMany(CodeWarnings));
        return new(request, workflow, steps, injected, findings);
    }

    /// <summary>What the key of a step that would run can't see. Each begins with its rule.</summary>
    private IEnumerable<Finding> CodeWarnings(PlannedStep step) => code.WarningsOf(step.Bound.Code)
        .Select(w => w.Split(' ', 2))
        .Select(w => new Finding(w[0], w[1]) { Severity = Severity.Warning, Step = step.Name });

    /// <summary>The workflow as it would be run, held against all rules.</summary>
    public static CheckedWorkflow Check(RunRequest request, List<Finding> findings)
    {
        var workflow = WorkflowCheck.Run(Overrides.Apply(request, findings.Add), request.Environment, request.Parameters);
        findings.AddRange(workflow.Findings);
        return workflow;
    }

    /// <summary>A step that is left out gives this run its checkpoints only where a step of the run reads them.</summary>
    private static List<PlannedStep> OnlyWhatIsRead(IReadOnlyList<PlannedStep> steps)
    {
        var read = steps.Where(s => s.Decision is Decision.Run or Decision.Reuse).SelectMany(s => s.Bound.Checked.Producers).ToHashSet();
        return [.. steps.Select(s => s.Decision == Decision.NotSelected && !read.Contains(s.Name) ? s with { Outputs = [], Why = Reason.NotSelected } : s)];
    }

    private PlannedStep Decide(PlannedStep step, Planning planning, StepBinder binder, StepReasons reasons)
    {
        var (request, bound) = (planning.Request, step.Bound);
        if (Kept(step, planning) is { } kept)
        {
            return kept;
        }

        if (Injected(bound, planning) is { } injected)
        {
            return step with { Decision = Decision.Injected, Why = new(ReasonKind.Injected, injected.Reason), Outputs = injected.Outputs };
        }

        var isSelected = planning.Selected.Contains(step.Name);
        var inputs = binder.Sources(bound, sources)
            .Concat(bound.Wires.Select(w => planning.OutputAt(w.Value) is { } o ? new InputRecord(w.Key, w.Value, o.Digest) : null!))
            .ToList();
        if (inputs.Contains(null!))
        {
            step = step with { Decision = isSelected ? Decision.Run : Decision.NotSelected };
            var must = isSelected ? MustRun(step, request) : null;
            return isSelected ? step with { Why = Waiting(step, inputs, planning, reasons, must), MustRun = must is not null } : step;
        }

        step = step with { Key = StepKey.Of(bound, inputs), Inputs = inputs };
        if (isSelected && MustRun(step, request) is { } why)
        {
            return step with { Decision = Decision.Run, Why = why, MustRun = true };
        }

        var (cached, problem) = Reusable(step.Key!, step.Policy, checkpoints, store);
        if (cached is not null)
        {
            return step with
            {
                Decision = isSelected ? Decision.Reuse : Decision.NotSelected,
                Why = isSelected
                    ? new(ReasonKind.Unchanged, $"unchanged since run {cached.Run}") { Run = cached.Run }
                    : new(ReasonKind.Kept, $"its checkpoint of run {cached.Run} is there") { Run = cached.Run },
                Outputs = cached.Outputs,
                MadeBy = (cached.Run, cached.Step),
                Metrics = isSelected ? cached.Metrics : [],
            };
        }

        return step with
        {
            Decision = isSelected ? Decision.Run : Decision.NotSelected,
            Why = isSelected ? problem ?? reasons.Changed(step) : Reason.NotSelected,
        };
    }

    /// <summary>Why a step runs that reads what others have yet to make.</summary>
    private static Reason Waiting(PlannedStep step, IEnumerable<InputRecord?> known, Planning planning, StepReasons reasons, Reason? must) => reasons.Waiting(
        step with { Inputs = [.. known.OfType<InputRecord>()] },
        [.. step.Bound.Wires.Values.Where(a => planning.OutputAt(a) is null).Select(a => Address.Split(a).Step).Distinct()],
        must);

    /// <summary>The outputs that a key stands for, when every one of their files is whole that has to be; else what is wrong with them.</summary>
    internal static (CachedOutputs? Cached, Reason? Problem) Reusable(string key, StepPolicy policy, CheckpointStore checkpoints, IRunStore store)
    {
        if (store.FindCached(key) is not { } cached)
        {
            return (null, null);
        }

        foreach (var output in cached.Outputs)
        {
            var state = store.FindObject(output.Digest) is { } stored ? checkpoints.Check(stored)
                : policy.Checkpoint == CheckpointPolicy.Always ? ObjectState.Missing
                : ObjectState.Whole;
            if (state != ObjectState.Whole)
            {
                var (kind, word) = state == ObjectState.Missing ? (ReasonKind.CheckpointMissing, "gone") : (ReasonKind.CheckpointDamaged, "damaged");
                return (null, new(kind, $"its checkpoint {output.Port} of run {cached.Run} is {word}") { Name = output.Port, Before = output.Digest.Hex, Run = cached.Run });
            }
        }

        return (cached, null);
    }

    /// <summary>A step that was committed in the run that goes on, if all it was made from is as it was and its files are whole.</summary>
    private PlannedStep? Kept(PlannedStep step, Planning planning)
    {
        if (!planning.Request.Kept.TryGetValue(step.Name, out var record)
            || record.Inputs.Any(i => step.Bound.Wires.TryGetValue(i.Port, out var address) && planning.OutputAt(address)?.Digest != i.Digest)
            || record.Outputs.Any(o => store.FindObject(o.Digest) is { } stored ? checkpoints.Check(stored) != ObjectState.Whole : step.Policy.Checkpoint == CheckpointPolicy.Always))
        {
            return null;
        }

        return step with
        {
            Decision = record.State switch { StepState.NotSelected => Decision.NotSelected, StepState.Injected => Decision.Injected, _ => Decision.Reuse },
            Why = new(ReasonKind.Recorded, record.Reason),
            Key = record.Key,
            Inputs = record.Inputs,
            Outputs = record.Outputs,
            Metrics = record.Metrics,
            Kept = record,
        };
    }

    private static Reason? MustRun(PlannedStep step, RunRequest request) =>
        request.Force.Any(f => Address.Split(f).Step == step.Name) ? Reason.Forced
        : request.NoCache ? Reason.NoCache
        : step.Bound.Descriptor.IsVolatile ? Reason.AlwaysRuns
        : step.Bound.Descriptor.HasSideEffect ? Reason.SideEffect
        : null;

    /// <summary>The step as injected: when the user gave every output that anyone reads. Given only some of them, it still has to make the others.</summary>
    private static (string Reason, IReadOnlyList<OutputRecord> Outputs)? Injected(BoundStep step, Planning planning)
    {
        if (planning.Injected.Count == 0)
        {
            return null;
        }

        var given = step.Descriptor.Outputs
            .Select(o => planning.Injected.GetValueOrDefault($"{step.Name}.{o.Name}"))
            .Where(i => i is not null)
            .Select(i => i!)
            .ToList();
        var others = step.Descriptor.Outputs.Select(o => $"{step.Name}.{o.Name}").Except(given.Select(g => g.Address)).ToList();
        return given.Count == 0 || others.Exists(planning.IsReadByAny)
            ? null
            : (string.Join(", ", given.Select(g => $"{Address.Split(g.Address).Port} is {g.Source}")), [.. given.Select(g => g.Output)]);
    }

    private static bool IsInput(CheckedWorkflow workflow, string address)
    {
        var (name, port) = Address.Split(address);
        return workflow.Steps.First(s => s.Name == name).Descriptor!.Outputs.All(o => o.Name != port);
    }

    internal static void ThrowErrors(List<Finding> findings)
    {
        var errors = findings.Where(f => f.Severity == Severity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new IrisFlowException(
                errors,
                errors.TrueForAll(e => e.Rule is "IF302" or "IF403" or "IF512") ? ExitCode.NotFound
                : errors.TrueForAll(e => e.Rule == "IF503") ? ExitCode.Corrupt
                : ExitCode.Usage);
        }
    }
}
