using System.CommandLine;
using System.Text.Json.Nodes;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow logs RUN [STEP]</c>: what happened in a run, event by event; with <c>--follow</c> as it happens.</summary>
internal static class LogsCommand
{
    private const int Page = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var id = RunArgument.Create("A run's id, its beginning, or latest.");
        var step = new Argument<string?>("step") { Description = "Only this step.", HelpName = "STEP", Arity = ArgumentArity.ZeroOrOne };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the run ends; with --json a document a line." };
        var after = new Option<long>("--after") { Description = "Only events after this sequence number.", HelpName = "NUMBER" };
        var command = new Command("logs", "Show what happened in a run, event by event.") { id, step, follow, after };
        command.WorksOn(async (workspace, terminal, parsed) =>
        {
            var run = ShowCommand.Find(workspace, parsed.GetValue(id)!);
            var name = parsed.GetValue(step);
            if (name is not null)
            {
                RequireStep(run, name);
            }

            var (from, isFollowing) = (parsed.GetValue(after), parsed.GetValue(follow));
            if (terminal.IsJson && !isFollowing)
            {
                terminal.Json(json => EventJson.Write(json, run, All(workspace, run, name, from)));
                return ExitCode.Done;
            }

            while (true)
            {
                // Asked before the events are read: whatever was written before the end is shown.
                var isOver = RunOwner.StateOf(workspace.Store.FindRun(run.Id)!) != RunState.Running;
                foreach (var happened in All(workspace, run, name, from))
                {
                    Print(terminal, happened);
                    from = happened.Sequence;
                }

                if (isOver || !isFollowing)
                {
                    return ExitCode.Done;
                }

                await Task.Delay(Pause, TimeProvider.System);
            }
        });
        return command;
    }

    private static IEnumerable<RunEvent> All(Workspace workspace, RunRecord run, string? step, long after)
    {
        while (workspace.Store.Events(run.Id, step, after, Page) is { Count: > 0 } page)
        {
            foreach (var happened in page)
            {
                yield return happened;
            }

            after = page[^1].Sequence;
        }
    }

    private static void Print(Terminal terminal, RunEvent happened)
    {
        if (terminal.IsJson)
        {
            terminal.JsonLine(json => EventJson.Write(json, happened));
        }
        else
        {
            var what = happened.Step is null ? happened.Name : $"{happened.Step}: {happened.Name.Replace("step-", "", StringComparison.Ordinal)}";
            terminal.Line($"{Values.Local(happened.At)}  {what}{(string.IsNullOrEmpty(happened.Detail) ? "" : $"  {happened.Detail.ReplaceLineEndings(" ")}")}");
        }
    }

    private static void RequireStep(RunRecord run, string name)
    {
        var steps = (JsonNode.Parse(run.Definition)?["steps"] as JsonObject ?? []).Select(s => s.Key).ToList();
        if (!steps.Contains(name))
        {
            throw new IrisFlowException(
                new Finding("IF402", $"Run {run.Id} has no step '{name}'.") { Expected = NearMiss.OneOf(name, steps, "Its steps are") }, ExitCode.NotFound);
        }
    }
}
