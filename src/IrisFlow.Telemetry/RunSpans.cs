using System.Diagnostics;
using System.Diagnostics.Metrics;
using Span = System.Diagnostics.Activity;

namespace IrisFlow.Telemetry;

/// <summary>One run as a span, with a span for each step that did something.</summary>
internal sealed class RunSpans(ActivitySource source, Counter<long> runs, Counter<long> steps, Histogram<double> durations) : IRunObserver
{
    private readonly Dictionary<string, Span?> _open = [];
    private Span? _run;
    private string _workflow = "";

    public void RunStarted(RunRecord run, int steps)
    {
        _workflow = run.Workflow;
        _run = source.StartActivity(
            $"run {run.Workflow}", ActivityKind.Internal, Span.Current?.Context ?? default,
            [new("irisflow.run", run.Id), new("irisflow.workflow", run.Workflow), new("irisflow.steps", steps)], startTime: run.StartedAt);
        if (run.Parent is not null)
        {
            _run?.SetTag("irisflow.parent", run.Parent);
        }
    }

    public void StepStarted(StepRecord step) => _open[step.Name] = Start(step);

    public void StepProgressed(string step, double share)
    {
    }

    public void StepEnded(StepRecord step)
    {
        steps.Add(1, new("workflow", _workflow), new("step", step.Name), new("state", step.State.ToString().ToLowerInvariant()));
        if (step.StartedAt is null)
        {
            return;
        }

        durations.Record(step.Milliseconds / 1000, new("workflow", _workflow), new("step", step.Name));
        if (!_open.Remove(step.Name, out var span))
        {
            span = Start(step);
        }

        if (span is null)
        {
            return;
        }

        span.SetTag("irisflow.state", step.State.ToString().ToLowerInvariant());
        if (step.Outputs.Count > 0)
        {
            span.SetTag("irisflow.rows", step.Outputs[0].Rows);
        }

        foreach (var (name, value) in step.Metrics)
        {
            span.SetTag($"irisflow.metric.{name}", value);
        }

        if (step.State == StepState.Failed)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }

        span.SetEndTime(step.StartedAt.Value.UtcDateTime.AddMilliseconds(step.Milliseconds));
        span.Dispose();
    }

    public void RunEnded(RunState state)
    {
        runs.Add(1, new("workflow", _workflow), new("state", state.ToString().ToLowerInvariant()));
        _run?.SetTag("irisflow.state", state.ToString().ToLowerInvariant());
        if (state == RunState.Failed)
        {
            _run?.SetStatus(ActivityStatusCode.Error);
        }

        foreach (var span in _open.Values)
        {
            span?.Dispose();
        }

        _run?.Dispose();
    }

    private Span? Start(StepRecord step) => source.StartActivity(
        step.Name, ActivityKind.Internal, _run?.Context ?? default, [new("irisflow.step", step.Name), new("irisflow.uses", step.Uses)],
        startTime: step.StartedAt ?? default);
}
