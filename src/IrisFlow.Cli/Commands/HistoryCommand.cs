using System.CommandLine;
using System.Globalization;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow history WORKFLOW [VERSION]</c>: the wordings in which a workflow ran or was saved; with a version, its text.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        var workflow = new Argument<string>("workflow") { Description = "The workflow's name.", HelpName = "WORKFLOW" };
        workflow.CompletionSources.Add(context => Completions.Workflows(context.ParseResult));
        var version = new Argument<string?>("version") { Description = "Print this version of it.", Arity = ArgumentArity.ZeroOrOne, HelpName = "VERSION" };
        var limit = new Option<int>("--limit", "-n") { Description = "At most so many.", DefaultValueFactory = _ => 20, HelpName = "N" };
        var command = new Command("history", "List the wordings in which a workflow ran or was saved, the newest first.") { workflow, version, limit };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var name = parsed.GetValue(workflow)!;
            if (parsed.GetValue(version) is { } wanted)
            {
                Print(terminal, WorkflowVersions.Find(workspace, name, wanted));
                return ExitCode.Done;
            }

            var found = workspace.HasRuns ? workspace.Store.Versions(name, Math.Max(0, parsed.GetValue(limit))) : [];
            if (found.Count == 0)
            {
                // Nobody is told that an unknown workflow has no history.
                _ = workspace.Load(name);
            }

            List(terminal, name, found);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, (WorkflowVersion Version, string Text) found)
    {
        if (terminal.IsJson)
        {
            terminal.Json(json => VersionJson.Write(json, found.Version, found.Text));
        }
        else
        {
            terminal.Block(found.Text);
        }
    }

    private static void List(Terminal terminal, string workflow, IReadOnlyList<WorkflowVersion> found)
    {
        if (terminal.IsJson)
        {
            terminal.Json(json =>
            {
                json.WriteStartArray();
                foreach (var version in found)
                {
                    VersionJson.Write(json, version);
                }

                json.WriteEndArray();
            });
        }
        else if (found.Count == 0)
        {
            terminal.Say($"{workflow} neither ran nor was saved yet. Next: irisflow run {workflow}");
        }
        else
        {
            var table = new TextTable("version", "at", "by", "runs").Right(0, 3);
            foreach (var version in found)
            {
                table.Add($"{version.Id}", Values.Local(version.At), VersionJson.By(version), version.Runs.ToString(CultureInfo.InvariantCulture));
            }

            terminal.Block(table.ToString());
        }
    }
}
