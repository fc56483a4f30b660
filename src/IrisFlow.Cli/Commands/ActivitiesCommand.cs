using System.CommandLine;
using System.Text.Json;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow activities [NAME]</c>: what steps can use; with a name, all about one.</summary>
internal static class ActivitiesCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "An activity.", Arity = ArgumentArity.ZeroOrOne, HelpName = "NAME" };
        var command = new Command("activities", "List what steps can use; with a name, show its ports and parameters.") { name };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var catalog = workspace.Catalog;
            if (parsed.GetValue(name) is { } wanted)
            {
                var activity = catalog.Find(wanted) ?? throw ActivityJson.Unknown(wanted, catalog);
                if (terminal.IsJson)
                {
                    terminal.Json(json => ActivityJson.Write(json, activity, catalog));
                }
                else
                {
                    ActivityText.Print(terminal, activity, catalog);
                }

                return ExitCode.Done;
            }

            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartArray();
                    foreach (var activity in catalog.All)
                    {
                        ActivityJson.Write(json, activity, catalog);
                    }

                    json.WriteEndArray();
                });
                return ExitCode.Done;
            }

            var table = new TextTable("activity", "what it does");
            foreach (var activity in catalog.All)
            {
                table.Add(activity.Uses, activity.Summary);
            }

            terminal.Block(table.ToString());
            return ExitCode.Done;
        });
        return command;
    }
}
