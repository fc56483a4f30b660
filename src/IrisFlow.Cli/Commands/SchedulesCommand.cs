using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;
using IrisFlow.Hosting.Schedules;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow schedules</c>: when workflows run by themselves, what became of each tick, pausing and running now.</summary>
internal static class SchedulesCommand
{
    private const int MostTicks = 50;

    public static Command Create()
    {
        var command = new Command("schedules", "When workflows run by themselves, while irisflow serve goes on.") { Show(), Pause(), Resume(), RunNow() };
        command.WorksOn((workspace, terminal, _) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var views = new ScheduleBook().All(workspace).Select(s => ScheduleView.Look(workspace, s, now)).ToList();
            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartArray();
                    views.ForEach(view => ScheduleJson.Write(json, view));
                    json.WriteEndArray();
                });
                return ExitCode.Done;
            }

            if (views.Count == 0)
            {
                terminal.Say("No workflow has a schedule. A workflow file has one as \"schedule\": { \"cron\": \"30 2 * * *\", \"zone\": \"Europe/Berlin\" }.");
                return ExitCode.Done;
            }

            ScheduleLines.Table(terminal, views);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var name = Workflow();
        var command = new Command("show", "A schedule in words, its next times and its last ticks.") { name };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var scheduled = new ScheduleBook().Of(workspace, parsed.GetValue(name)!);
            var view = ScheduleView.Look(workspace, scheduled, TimeProvider.System.GetUtcNow());
            var ticks = workspace.HasRuns ? workspace.Store.Ticks(scheduled.Workflow, null, MostTicks).Select(t => TickView.Look(workspace.Store, scheduled, t)).ToList() : [];
            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartObject();
                    json.WritePropertyName("schedule");
                    ScheduleJson.Write(json, view);
                    json.WriteStartArray("ticks");
                    ticks.ForEach(tick => ScheduleJson.Write(json, tick));
                    json.WriteEndArray();
                    json.WriteEndObject();
                });
                return ExitCode.Done;
            }

            ScheduleLines.Show(terminal, view, ticks);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Pause()
    {
        var (name, reason) = (Workflow(), new Option<string>("--reason") { Description = "Why, for whoever finds it paused.", Required = true, HelpName = "TEXT" });
        var command = new Command("pause", "Pause a schedule, for every server, until it is resumed. A run that is at work goes on.") { name, reason };
        command.WorksOn((workspace, terminal, parsed) => Change(
            workspace, terminal, parsed.GetValue(name)!, (scheduled, now) => SchedulePauses.Pause(workspace, scheduled, parsed.GetValue(reason)!, Environment.UserName, now), "is paused"));
        return command;
    }

    private static Command Resume()
    {
        var name = Workflow();
        var command = new Command("resume", "Let a paused schedule go on; what would have come meanwhile is over.") { name };
        command.WorksOn((workspace, terminal, parsed) => Change(
            workspace, terminal, parsed.GetValue(name)!, (scheduled, now) => SchedulePauses.Resume(workspace, scheduled, now), "goes on"));
        return command;
    }

    private static Command RunNow()
    {
        var name = Workflow();
        var command = new Command("run", "Run a workflow now, with the parameters of its schedule.") { name };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            var order = new WorkOrder { Tick = OrderedTick.ByHand(new ScheduleBook().Of(workspace, parsed.GetValue(name)!)) };
            return Execution.RunAsync(workspace, terminal, new RunWorker(workspace).Plan(order).Run!);
        });
        return command;
    }

    private static ExitCode Change(Workspace workspace, Terminal terminal, string workflow, Action<ScheduledWorkflow, DateTimeOffset> change, string done)
    {
        var now = TimeProvider.System.GetUtcNow();
        var scheduled = new ScheduleBook().Of(workspace, workflow);
        change(scheduled, now);
        var view = ScheduleView.Look(workspace, scheduled, now);
        if (terminal.IsJson)
        {
            terminal.Json(json => ScheduleJson.Write(json, view));
            return ExitCode.Done;
        }

        terminal.Line($"The schedule of workflow {workflow} {done}.");
        if (view is { StateName: "active", Next: [var next, ..] })
        {
            terminal.Say($"It runs next at {ScheduleLines.Zoned(next.Zoned)} ({scheduled.Schedule.Zone}), while irisflow serve goes on.");
        }

        return ExitCode.Done;
    }

    private static Argument<string> Workflow()
    {
        var workflow = new Argument<string>("workflow") { Description = "A workflow that has a schedule.", HelpName = "WORKFLOW" };
        workflow.CompletionSources.Add(context => Completions.Schedules(context.ParseResult));
        return workflow;
    }
}
