using System.Globalization;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Runs;

namespace IrisFlow.Cli.Commands;

/// <summary>What is said of checkpoints that a run's record names and that are not stored any more.</summary>
internal static class RemovedCheckpoints
{
    /// <exception cref="IrisFlowException">The checkpoint was removed, or never came here.</exception>
    public static void Refuse(Workspace workspace, RunRecord run, string step, OutputRecord output)
    {
        if (workspace.Store.FindObject(output.Digest) is not null)
        {
            return;
        }

        var made = workspace.Store.Steps(run.Id).First(s => s.Name == step);
        throw workspace.Store.FindCondemned(output.Digest) is { } removed
            ? new IrisFlowException(
                MakingAgain.Told(new("IF512", $"The checkpoint {step}.{output.Port} of run {run.Id} was removed by gc on {Day(removed.At)}."), workspace.Store, run, made, output),
                ExitCode.NotFound)
            : new IrisFlowException(
                new Finding("IF515", $"The checkpoint {step}.{output.Port} of run {run.Id} is not in this workspace.")
                {
                    Expected = "A capsule brings the checkpoints that were chosen when it was saved; run the step to make this one.",
                    Next = MakingAgain.Command(run, made, output),
                },
                ExitCode.NotFound);
    }

    /// <summary>One line a day on which gc removed checkpoints of a run, and how they are made again.</summary>
    public static void Print(Workspace workspace, Terminal terminal, RunRecord run, IReadOnlyList<StepRecord> steps)
    {
        var removed = from step in steps
                      from output in step.Outputs
                      let found = workspace.Store.FindCondemned(output.Digest)
                      where found is { IsRemoved: true }
                      group $"{step.Name}.{output.Port}" by (Day: Day(found.At), Again: MakingAgain.Command(run, step, output));
        foreach (var group in removed)
        {
            terminal.Line($"removed by gc on {group.Key.Day}: {string.Join(", ", group)}");
            var them = group.Count() == 1 ? "it" : "them";
            terminal.Line(group.Key.Again is { } again ? $"  {again} makes {them} again" : $"  no step made {them}: put the file in again");
        }
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
