using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Comparison;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow compare RUN RUN...</c>: several runs side by side, only what differs.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("runs") { Description = "The runs: ids, their beginnings, or latest.", HelpName = "RUN", Arity = new(2, 50) };
        ids.CompletionSources.Add(context => Completions.Runs(context.ParseResult));
        var command = new Command("compare", "Put several runs side by side: only the parameters, code, data, metrics and steps that differ.") { ids };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var table = RunTable.Of(workspace.Store, [.. parsed.GetValue(ids)!.Select(id => ShowCommand.Find(workspace, id))]);
            if (terminal.IsJson)
            {
                terminal.Json(json => RunTableJson.Write(json, table));
            }
            else
            {
                RunTableText.Print(terminal, table);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
