using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow changes WORKFLOW FROM [TO]</c>: in what two wordings of a workflow differ, step by step.</summary>
internal static class ChangesCommand
{
    public static Command Create()
    {
        var workflow = new Argument<string>("workflow") { Description = "The workflow's name.", HelpName = "WORKFLOW" };
        workflow.CompletionSources.Add(context => Completions.Workflows(context.ParseResult));
        var from = new Argument<string>("from") { Description = "The first wording: a version of the history, saved, or draft.", HelpName = "FROM" };
        var to = new Argument<string>("to") { Description = "The second; what is saved by default.", DefaultValueFactory = _ => WorkflowVersions.Saved, HelpName = "TO" };
        var exit = new Option<bool>("--exit-code") { Description = "End with exit code 3 when they differ." };
        var command = new Command("changes", "Compare two wordings of a workflow, step by step.") { workflow, from, to, exit };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var diff = WorkflowVersions.Compare(workspace, parsed.GetValue(workflow)!, parsed.GetValue(from)!, parsed.GetValue(to)!);
            if (terminal.IsJson)
            {
                terminal.Json(json => WorkflowDiffJson.Write(json, diff));
            }
            else
            {
                Print(terminal, diff);
            }

            return parsed.GetValue(exit) && !diff.IsEmpty ? ExitCode.Refused : ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, WorkflowDiff diff)
    {
        if (diff.IsEmpty)
        {
            terminal.Line("They say the same.");
            return;
        }

        var table = new TextTable("what", "change", "value", "before", "after");
        void Add(string what, string change, WordingChange field) => table.Add(what, change, field.Path.TrimStart('/'), Shown(field.Before), Shown(field.After));
        if (diff.Note is { } note)
        {
            Add("workflow", "changed", note);
        }

        foreach (var (kind, parts) in new[] { ("parameter", diff.Parameters), ("step", diff.Steps) })
        {
            foreach (var part in parts)
            {
                part.Fields.ToList().ForEach(f => Add($"{kind} {part.Name}", part.Change, f));
            }
        }

        diff.Schedule.ToList().ForEach(f => Add("schedule", f.Before is null ? "added" : f.After is null ? "removed" : "changed", f));
        foreach (var step in diff.Moved)
        {
            table.Add($"step {step}", "moved", "", "", "");
        }

        terminal.Block(table.ToString());
    }

    private static string Shown(System.Text.Json.Nodes.JsonNode? value) => value?.ToJsonString() ?? "";
}
