using System.CommandLine;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow run WORKFLOW</c>: runs what has to run, reuses the rest.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Run a workflow, or a part of it; what is unchanged is reused.");
        var request = new RequestOptions(command);
        var expectation = new ReuseExpectation(command);
        var sweep = new SweepOptions(command);
        command.WorksOn((workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            var asked = request.Read(parsed, workspace);
            if (sweep.Read(parsed, asked) is { } many)
            {
                var sweepPlan = workspace.Engine.Sweeps.Plan(many);
                if (expectation.IsAsked(parsed))
                {
                    expectation.Require(parsed, workspace.Engine.Sweeps.Estimate(sweepPlan));
                }

                return SweepExecution.RunAsync(workspace, terminal, sweepPlan, sweep.Top(parsed));
            }

            var plan = workspace.Engine.Plan(asked);
            expectation.Require(parsed, plan);
            return Execution.RunAsync(workspace, terminal, plan);
        });
        return command;
    }
}
