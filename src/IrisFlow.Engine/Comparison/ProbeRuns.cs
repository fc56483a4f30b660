using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Comparison;

/// <summary>Runs the bad run's workflow with the good run's checkpoints in the place of some steps' outputs.</summary>
/// <remarks>
/// Only what follows from the exchanged steps runs, up to the metric's step; all else is taken as the bad run has it. Steps that run
/// must be what they were in the bad run: with other code or other files their results would say nothing.
/// </remarks>
internal sealed class ProbeRuns(WorkflowEngine engine, TrackedRun good, TrackedRun bad, IReadOnlyList<string> order, MetricName metric, StepEnvironment environment, string parent)
{
    private readonly List<Probe> _probes = [];
    private readonly Dictionary<string, int> _positions = order.Index().ToDictionary(s => s.Item, s => s.Index);

    /// <summary>What was tried so far.</summary>
    public IReadOnlyList<Probe> Probes => _probes;

    /// <summary>The metric when the outputs of these steps, and of all before them, are the good run's.</summary>
    public Task<double> WithOutputsAsync(IReadOnlySet<string> exchanged, CancellationToken cancellation) =>
        RunAsync(exchanged, new Dictionary<string, JsonObject>(), [], $"outputs of {string.Join(", ", order.Where(exchanged.Contains))}", cancellation);

    /// <summary>The metric when a step has some of its parameters from the good run, and what it reads is the good run's.</summary>
    /// <param name="exchanged">Steps whose outputs are the good run's.</param>
    /// <param name="step">The step that runs.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="files">The contents of files, by parameter, that must be there for the result to mean something.</param>
    /// <param name="like">What is tried, in words.</param>
    /// <param name="cancellation">Ends the run.</param>
    public Task<double> WithParametersAsync(
        IReadOnlySet<string> exchanged, string step, JsonObject parameters, IReadOnlyList<InputRecord> files, string like, CancellationToken cancellation) =>
        RunAsync(exchanged, new Dictionary<string, JsonObject> { [step] = parameters }, files, like, cancellation);

    /// <summary>Whether the good run's parameters alone make the code behind a step what it was in the good run: another kind is other code, though nobody edited any.</summary>
    public bool HasGoodCode(IReadOnlySet<string> exchanged, string step)
    {
        var parameters = new Dictionary<string, JsonObject> { [step] = (JsonObject)JsonNode.Parse(good.Steps[step].Parameters)! };
        return engine.Plan(Request(exchanged, parameters, Computed(exchanged, parameters), "")).Steps.First(s => s.Name == step).Bound.Code == good.Steps[step].Code;
    }

    private async Task<double> RunAsync(
        IReadOnlySet<string> exchanged, IReadOnlyDictionary<string, JsonObject> parameters, IReadOnlyList<InputRecord> files, string like, CancellationToken cancellation)
    {
        var computed = Computed(exchanged, parameters);
        var plan = engine.Plan(Request(exchanged, parameters, computed, like));
        RequireSame(plan, computed, parameters, files);
        var result = await engine.RunAsync(plan, cancellation: cancellation);
        if (result.State != RunState.Succeeded)
        {
            cancellation.ThrowIfCancellationRequested();
            throw result.Failures is [var failure, ..]
                ? new IrisFlowException([.. failure.Findings.Select(f => f with { Expected = $"With the {like} of run {good.Run.Id} this step of run {bad.Run.Id} fails, so nothing can be said." })], failure.Exit, failure)
                : new IrisFlowException(new Finding("IF429", $"The run {result.Run} did not come to its end."), ExitCode.StepFailed);
        }

        var value = metric.In(result.Steps);
        _probes.Add(new(result.Run, like, value));
        return value;
    }

    /// <summary>The steps that have to run: those that are changed, and what follows from them or from outputs that differ.</summary>
    private HashSet<string> Computed(IReadOnlySet<string> exchanged, IReadOnlyDictionary<string, JsonObject> parameters)
    {
        var computed = new HashSet<string>(parameters.Keys);
        foreach (var step in order.Where(s => !exchanged.Contains(s)))
        {
            if (Producers(step).Any(p => computed.Contains(p) || (exchanged.Contains(p) && Differs(p))))
            {
                computed.Add(step);
            }
        }

        return computed;
    }

    private RunRequest Request(IReadOnlySet<string> exchanged, IReadOnlyDictionary<string, JsonObject> parameters, HashSet<string> computed, string like)
    {
        var workflow = new Workflow($"{bad.Workflow.Name}-bisect")
        {
            Steps = [.. order.Select(s => StepOf(exchanged.Contains(s) ? good : bad, s, parameters.GetValueOrDefault(s)))],
            File = bad.Run.File,
        };
        return new(workflow, environment)
        {
            Kept = order.Where(s => !computed.Contains(s)).ToDictionary(s => s, s => Taken(exchanged.Contains(s) ? good : bad, s)),
            PartOf = (parent, new JsonObject { ["like"] = like }.ToJsonString()),
            Command = $"irisflow bisect {good.Run.Id} {bad.Run.Id} --metric {metric}",
        };
    }

    /// <summary>True when a step's outputs are not the same in both runs.</summary>
    public bool Differs(string step)
    {
        var (a, b) = (good.Steps[step].Outputs, bad.Steps[step].Outputs);
        return !a.Select(o => (o.Port, o.Digest)).ToHashSet().SetEquals(b.Select(o => (o.Port, o.Digest)));
    }

    private IEnumerable<string> Producers(string step) => bad.WiresOf(step).Values.Select(a => Address.Split(a).Step).Distinct();

    // Effective parameters: placeholders are resolved, and defaults are those of the time.
    private static Step StepOf(TrackedRun run, string name, JsonObject? parameters) => run.Defined[name] with
    {
        With = parameters ?? (JsonObject)JsonNode.Parse(run.Steps[name].Parameters)!,
    };

    private StepRecord Taken(TrackedRun run, string name)
    {
        var step = run.Steps[name];
        return step with
        {
            Position = _positions[name],
            State = step.State == StepState.Injected ? StepState.Injected : StepState.Reused,
            Reason = $"as in run {run.Run.Id}",
            StartedAt = null,
            Milliseconds = 0,
        };
    }

    private void RequireSame(RunPlan plan, HashSet<string> computed, IReadOnlyDictionary<string, JsonObject> parameters, IReadOnlyList<InputRecord> files)
    {
        var findings = new List<Finding>();
        foreach (var step in plan.Steps)
        {
            if (!computed.Contains(step.Name))
            {
                if (step.Kept is null)
                {
                    findings.Add(new("IF429", $"The checkpoints of step '{step.Name}' can't be taken as they were: they are gone or damaged, or the step read data injected at one of its inputs.") { Step = step.Name, Next = $"irisflow verify {bad.Run.Id}" });
                }

                continue;
            }

            if (step.Bound.Descriptor.HasSideEffect)
            {
                findings.Add(new("IF429", "This step would have to run, and has an effect outside the workspace.") { Step = step.Name });
            }

            // A step with a kind of the good run has the code of that kind too.
            var isGoodCode = parameters.ContainsKey(step.Name) && good.Steps[step.Name].Code == step.Bound.Code;
            if (bad.Steps[step.Name].Code is { } code && code != step.Bound.Code && !isGoodCode)
            {
                findings.Add(new("IF429", $"The code of {step.Bound.Descriptor.Uses} is not what run {bad.Run.Id} ran.")
                {
                    Step = step.Name,
                    Expected = "Steps are tried with the code as it is now. Run the bad run again with it, then compare with that run.",
                    Next = $"irisflow rerun {bad.Run.Id}",
                });
            }

            var expected = files.Count > 0 ? files : bad.Steps[step.Name].Inputs;
            findings.AddRange(expected
                .Where(f => f.Source.StartsWith("file:", StringComparison.Ordinal) && step.Inputs.FirstOrDefault(i => i.Port == f.Port) is { } now && now.Digest != f.Digest)
                .Select(f => new Finding("IF429", $"{f.Source[5..]} is not what it was in run {bad.Run.Id}.") { Step = step.Name, Port = f.Port }));
        }

        if (findings.Count > 0)
        {
            throw new IrisFlowException(findings);
        }
    }
}
