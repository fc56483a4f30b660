using System.CommandLine;
using System.Text.Json.Nodes;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow audit</c>: who changed what over HTTP, the newest first.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var limit = new Option<int>("--limit", "-n") { Description = "At most so many.", DefaultValueFactory = _ => 50, HelpName = "N" };
        var command = new Command("audit", "List who changed what over HTTP, the newest first.") { limit };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var records = workspace.HasRuns ? workspace.Store.Audit(null, Math.Max(0, parsed.GetValue(limit))) : [];
            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartArray();
                    foreach (var record in records)
                    {
                        TokenJson.Write(json, record);
                    }

                    json.WriteEndArray();
                });
                return ExitCode.Done;
            }

            if (records.Count == 0)
            {
                terminal.Say("Nothing was changed over HTTP yet.");
                return ExitCode.Done;
            }

            var table = new TextTable("at", "who", "what", "where", "outcome");
            foreach (var record in records)
            {
                var detail = JsonNode.Parse(record.Detail)!;
                table.Add(Values.Local(record.At), record.Actor, record.Action, record.Subject, $"{detail["status"]} {detail["rule"]}".TrimEnd());
            }

            terminal.Block(table.ToString());
            return ExitCode.Done;
        });
        return command;
    }
}
