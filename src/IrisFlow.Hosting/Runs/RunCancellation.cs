using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Hosting.Runs;

/// <summary>Asks runs to end, whoever runs them: another terminal, or a process of a server.</summary>
public static class RunCancellation
{
    /// <summary>Asks a run to end. Asked again, it stays asked.</summary>
    /// <returns>The run as it is now: its process hears of it within a second, and its steps as soon as they listen.</returns>
    /// <exception cref="IrisFlowException">Nobody works on the run.</exception>
    public static RunRecord Request(Workspace workspace, RunRecord run, TimeProvider clock)
    {
        if (RunOwner.StateOf(run) == RunState.Running)
        {
            workspace.Store.Write(writer => writer.RequestCancel(run.Id, clock.GetUtcNow()));
            return workspace.Run(run.Id);
        }

        throw new IrisFlowException(
            new Finding("IF898", $"Nobody works on run {run.Id}: its state is {RunHeadJson.State(run)}.") { Expected = "Only a run that is at work can be cancelled.", Next = $"irisflow show {run.Id}" },
            ExitCode.Locked);
    }
}
