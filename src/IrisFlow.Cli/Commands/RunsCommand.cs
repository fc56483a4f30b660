using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow runs [WORKFLOW]</c>: the newest runs first.</summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var workflow = new Argument<string?>("workflow") { Description = "Only runs of this workflow.", Arity = ArgumentArity.ZeroOrOne, HelpName = "WORKFLOW" };
        workflow.CompletionSources.Add(context => Completions.Workflows(context.ParseResult));
        var limit = new Option<int>("--limit", "-n") { Description = "At most so many.", DefaultValueFactory = _ => 20, HelpName = "N" };
        var of = new Option<string?>("--of") { Description = "The runs that are parts of a sweep or map.", HelpName = "RUN" };
        of.CompletionSources.Add(context => Completions.Runs(context.ParseResult));
        var all = new Option<bool>("--all") { Description = "Also the runs that are parts of others." };
        var state = new Option<string?>("--state") { Description = "Only runs that are running, succeeded, failed, cancelled or interrupted.", HelpName = "STATE" };
        var since = new Option<string?>("--since") { Description = "Only runs that began then or later: 2027-01-31, 2027-01-31T12:00:00Z.", HelpName = "INSTANT" };
        var until = new Option<string?>("--until") { Description = "Only runs that began before.", HelpName = "INSTANT" };
        var command = new Command("runs", "List runs, the newest first.") { workflow, limit, of, all, state, since, until };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var most = Math.Max(0, parsed.GetValue(limit));
            var list = new RunList { Workflow = parsed.GetValue(workflow), State = parsed.GetValue(state), Since = parsed.GetValue(since), Until = parsed.GetValue(until) };
            IReadOnlyList<RunRecord> runs = parsed.GetValue(of) is { } parent
                ? [.. workspace.Store.Parts(ShowCommand.Find(workspace, parent).Id).Where(r => list.State is null || RunHeadJson.State(r) == list.State).Take(most)]
                : list.Find(workspace, null, most);
            if (parsed.GetValue(all))
            {
                runs = [.. runs.SelectMany(r => WithParts(workspace.Store, r)).Take(most)];
            }

            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartArray();
                    foreach (var run in runs)
                    {
                        json.WriteStartObject();
                        RunHeadJson.Write(json, run);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                });
                return ExitCode.Done;
            }

            if (runs.Count == 0)
            {
                terminal.Say("There are no runs yet. Next: irisflow run WORKFLOW");
                return ExitCode.Done;
            }

            var table = new TextTable("run", "workflow", "state", "started", "time", "steps").Right(4);
            foreach (var run in runs)
            {
                table.Add(run.Id, run.Workflow + (run.Variant is null ? "" : $" {run.Variant}"), RunHeadJson.State(run), Values.Local(run.StartedAt), RunHead.Time(run), RunHead.Steps(run));
            }

            terminal.Block(table.ToString());
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A run, and below it its parts, and theirs.</summary>
    private static IEnumerable<RunRecord> WithParts(IRunStore store, RunRecord run) => store.Parts(run.Id).SelectMany(p => WithParts(store, p)).Prepend(run);
}
