using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Reasons;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow plan WORKFLOW</c>: what a run would do, step by step, each with its reason. Nothing runs.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var command = new Command("plan", "Show what a run would do and why; takes the options of run. Nothing runs.");
        var request = new RequestOptions(command);
        var why = new Option<bool>("--why") { Description = "Follow each reason down to the parameter, the column or the method that changed." };
        command.Add(why);
        var expectation = new ReuseExpectation(command);
        var sweep = new SweepOptions(command);
        command.WorksOn((workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            var asked = request.Read(parsed, workspace);
            if (sweep.Read(parsed, asked) is { } many)
            {
                var sweepPlan = workspace.Engine.Sweeps.Plan(many);
                var work = workspace.Engine.Sweeps.Estimate(sweepPlan);
                expectation.Require(parsed, work);
                SweepPlanText.Print(terminal, sweepPlan, work);
                return ExitCode.Done;
            }

            var plan = workspace.Engine.Plan(asked);
            var estimate = workspace.Engine.Estimate(plan);
            Func<PlannedStep, Reason> explain = parsed.GetValue(why) ? workspace.Engine.Explain(plan) : step => step.Why;
            var broken = expectation.Broken(parsed, plan);
            if (terminal.IsJson)
            {
                terminal.Json(json => PlanJson.Write(json, plan, estimate, explain, broken is null ? [] : [broken]));
                return plan.Obstacles.Count > 0 ? ExitCode.Usage : broken is not null ? ExitCode.Refused : ExitCode.Done;
            }

            foreach (var warning in plan.Warnings)
            {
                terminal.Warn(warning);
            }

            PlanText.Print(terminal, plan, estimate);
            if (parsed.GetValue(why))
            {
                PlanText.Trees(terminal, plan, explain);
            }

            if (plan.Obstacles is { Count: > 0 } obstacles)
            {
                throw new IrisFlowException(obstacles);
            }

            return broken is null ? ExitCode.Done : throw new IrisFlowException(broken, ExitCode.Refused);
        });
        return command;
    }
}
