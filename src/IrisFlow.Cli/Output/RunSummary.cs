using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>What is printed when a run has ended.</summary>
internal static class RunSummary
{
    private const int MostSteps = 60;

    /// <summary>Prints how a run ended and gives the exit code for it.</summary>
    public static ExitCode Print(Workspace workspace, Terminal terminal, RunPlan plan, RunResult result)
    {
        if (terminal.IsJson)
        {
            terminal.Json(json => RunJson.Write(json, workspace, plan.Workflow, result, UnkeptOutputs.Of(plan, workspace.Store)));
        }
        else
        {
            Text(workspace, terminal, plan, result);
        }

        foreach (var failure in result.Failures.Where(_ => !terminal.IsJson))
        {
            terminal.Fail(failure);
        }

        if (result.State == RunState.Failed && !terminal.IsJson)
        {
            terminal.Say($"What was finished is kept. When the cause is mended: {plan.Request.Command}");
        }

        if (result.State == RunState.Cancelled && !terminal.IsJson)
        {
            terminal.Say($"What was finished is kept. To go on: irisflow resume {result.Run}");
        }

        return result.State switch
        {
            RunState.Succeeded => ExitCode.Done,
            RunState.Cancelled => ExitCode.Cancelled,
            _ => result.Failures.Select(f => f.Exit).FirstOrDefault(e => e is ExitCode.Corrupt or ExitCode.Locked, ExitCode.StepFailed),
        };
    }

    private static void Text(Workspace workspace, Terminal terminal, RunPlan plan, RunResult result)
    {
        terminal.Heading($"{plan.Workflow}: run {result.Run} {result.State.ToString().ToLowerInvariant()}");
        terminal.Block(Steps(result.Steps));
        var reused = result.Steps.Count(s => s.State == StepState.Reused);
        var ran = result.Steps.Count(s => s.State == StepState.Succeeded);
        terminal.Line($"{ran} run, {reused} reused, {Values.Duration(result.Steps.Sum(s => s.Milliseconds))} of work");
        var notes = plan.Checked.Workflow.Steps.ToDictionary(s => s.Name, s => s.Note);
        MetricsText.Print(terminal, result.Steps, name => notes.GetValueOrDefault(name));
        foreach (var (step, port) in Shown(plan))
        {
            Output(workspace, terminal, result, step, port);
        }

        foreach (var step in result.Steps.Where(s => s.State is StepState.Succeeded))
        {
            foreach (var warning in step.Warnings)
            {
                terminal.Line($"note from {step.Name}: {warning}");
            }
        }

        terminal.Line($"checkpoints: {Path.Combine(workspace.Artifacts, "runs", result.Run)}");
    }

    /// <summary>The steps of a run as a table; a long list is cut in the middle of nothing: its first steps, and how many follow.</summary>
    public static string Steps(IReadOnlyList<StepRecord> steps)
    {
        var table = new TextTable("step", "state", "rows", "time", "why").Right(2, 3);
        foreach (var step in steps.Take(MostSteps))
        {
            table.Add(
                step.Name, Names.Of(step.State), step.Outputs.Count == 0 ? "" : $"{step.Outputs[0].Rows}",
                step.StartedAt is null ? "" : Values.Duration(step.Milliseconds), step.State == StepState.Failed ? step.Error ?? "" : step.Reason);
        }

        return table + (steps.Count > MostSteps ? $"  … and {steps.Count - MostSteps} more steps\n" : "");
    }

    /// <summary>The outputs that their activities want to be seen at the end of a run.</summary>
    private static IEnumerable<(StepRecord? Step, PortDescriptor Port)> Shown(RunPlan plan) => plan.Steps
        .OrderBy(s => s.Position)
        .SelectMany(s => s.Bound.Descriptor.Outputs.Where(o => o.IsShown).Select(o => ((StepRecord?)new StepRecord(s.Name, s.Position, s.Bound.Descriptor.Uses), o)));

    private static void Output(Workspace workspace, Terminal terminal, RunResult result, StepRecord? shown, PortDescriptor port)
    {
        var output = result.Steps.FirstOrDefault(s => s.Name == shown!.Name && s.State is StepState.Succeeded or StepState.Reused)?.Outputs.FirstOrDefault(o => o.Port == port.Name);
        if (output is not null)
        {
            terminal.Heading($"{shown!.Name}.{port.Name}");
            terminal.Block(Values.Head(workspace.Engine.Checkpoints.Read(output.Digest), 20));
        }
    }
}
