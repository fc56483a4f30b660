using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Comparison;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow compare RUN RUN...</c>: several runs side by side, what differs or everything.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("runs") { Description = "The runs: ids, their beginnings, or latest.", HelpName = "RUN", Arity = new(2, 50) };
        ids.CompletionSources.Add(context => Completions.Runs(context.ParseResult));
        var all = new Option<bool>("--all") { Description = "Also what is the same in all of them." };
        var command = new Command("compare", "Put several runs side by side: only the parameters, code, data, metrics and steps that differ.") { ids, all };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var table = RunTable.Of(workspace.Store, [.. parsed.GetValue(ids)!.Select(id => ShowCommand.Find(workspace, id))], parsed.GetValue(all));
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
