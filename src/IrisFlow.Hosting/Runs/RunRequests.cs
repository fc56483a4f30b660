using System.Text.Json.Nodes;
using IrisFlow.Engine;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Hosting.Runs;

/// <summary>Turns what JSON asks for into what the engine is asked, the same as the options of the command line do it.</summary>
public static class RunRequests
{
    /// <summary>A run.</summary>
    /// <exception cref="IrisFlowException">The workflow, or the run, is not there, or a source is none that is taken here.</exception>
    public static RunRequest Of(AskedRun asked, Workspace workspace)
    {
        var basis = Basis(asked, workspace);
        var parameters = basis.Parameters.ToDictionary();
        foreach (var (name, value) in asked.Parameters)
        {
            parameters[name] = value?.DeepClone();
        }

        var with = asked.With.Select(w => (w.Key, InjectedSource.Resolve(w.Key, w.Value, workspace))).ToList();
        return basis with
        {
            From = asked.From.Count > 0 ? asked.From : basis.From,
            To = asked.To.Count > 0 ? asked.To : basis.To,
            With = [.. basis.With.Where(b => !asked.With.ContainsKey(b.Address)), .. with],
            Base = asked.Base ?? basis.Base,
            Fill = asked.Fill || basis.Fill,
            StaleOk = asked.StaleOk || basis.StaleOk,
            Force = asked.Force,
            Set = [.. asked.Set.Select(s => (s.Key, s.Value?.DeepClone()))],
            Parameters = parameters,
            Skip = asked.Skip,
            NoCache = asked.NoCache,
            Command = CommandLine.Of(asked),
        };
    }

    /// <summary>A sweep.</summary>
    /// <exception cref="IrisFlowException">The same, or what is varied is not written as it should be.</exception>
    public static SweepRequest Of(AskedSweep asked, Workspace workspace)
    {
        var axes = SweptValues.Axes(asked.Vary);
        return new(Of((AskedRun)asked, workspace), axes) { By = asked.By, SmallestFirst = asked.SmallestFirst, Command = CommandLine.Of(asked, axes) };
    }

    private static RunRequest Basis(AskedRun asked, Workspace workspace)
    {
        if (asked is { Workflow: null, Run: null } or { Workflow: not null, Run: not null })
        {
            throw new IrisFlowException(new Finding("IF891", asked.Run is null ? "The request names no workflow." : "The request names a workflow and a run.")
            {
                Pointer = "",
                Expected = "\"workflow\" for a run of a workflow, or \"run\" for a fork of a run.",
            });
        }

        if (asked.Run is not null)
        {
            return ForkOf(workspace.Run(asked.Run), workspace);
        }

        var workflow = asked is AskedPlan { Definition: { } definition } ? EditedWorkflow.Read(workspace, asked.Workflow!, definition) : workspace.Named(asked.Workflow!);
        return new(workflow, workspace.EnvironmentOf(workflow));
    }

    private static RunRequest ForkOf(RunRecord run, Workspace workspace) => Sweeps.IsSweep(run)
        ? throw new IrisFlowException(new Finding("IF444", $"Run {run.Id} is a sweep: it has no single set of values to change.")
        {
            Expected = "Fork one of its runs, or do the sweep again.",
            Next = $"irisflow runs --of {run.Id}",
        })
        : WorkflowEngine.RequestOf(run, workspace.EnvironmentOf);
}
