using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Lineage;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow lineage RUN STEP[.PORT]</c>: what a checkpoint was made of, and what was made of it.</summary>
internal static class LineageCommand
{
    public static Command Create()
    {
        var id = RunArgument.Create("A run's id, its beginning, or latest.");
        var port = new Argument<string>("step") { Description = "A step, or a port of it: select.rows.", HelpName = "STEP[.PORT]" };
        var column = new Option<string?>("--column") { Description = "Follow one column, as far as the activities tell.", HelpName = "NAME" };
        port.CompletionSources.Add(context => Completions.StepsOfRun(context.ParseResult, context.ParseResult.GetValue(id)));
        var command = new Command("lineage", "Say what a checkpoint was made of and what was made of it, over all runs.") { id, port, column };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var run = ShowCommand.Find(workspace, parsed.GetValue(id)!);
            var (step, output) = DataCommand.Find(workspace, run, parsed.GetValue(port)!);
            var graph = workspace.Lineage(run, step, output.Port, parsed.GetValue(column));
            if (terminal.IsJson)
            {
                terminal.Json(json => LineageJson.Write(json, graph));
                return ExitCode.Done;
            }

            var start = graph.Nodes[0];
            terminal.Heading($"{step}.{output.Port} of run {run.Id}{(start.Run?.Id == run.Id ? "" : $", made in run {start.Run?.Id}")}");
            var isFollowed = parsed.GetValue(column) is not null;
            Print(terminal, "was made of", isFollowed, graph.Nodes.Where(n => n.Distance < 0).OrderByDescending(n => n.Distance));
            Print(terminal, "was read for", isFollowed, graph.Nodes.Where(n => n.Distance > 0).OrderBy(n => n.Distance));
            if (graph.IsCut)
            {
                terminal.Say($"There is more: only {LineageWalk.MostNodes} checkpoints are told.");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, string heading, bool withColumns, IEnumerable<LineageNode> nodes)
    {
        string[] header = ["steps away", heading, "activity", "run", "digest"];
        var table = new TextTable([.. header, .. withColumns ? ["columns"] : Array.Empty<string>()]).Right(0);
        var found = nodes.ToList();
        foreach (var node in found)
        {
            string[] row = [$"{Math.Abs(node.Distance)}", node.Output is null ? node.Source ?? "" : $"{node.Step!.Name}.{node.Output.Port}", node.Step?.Uses ?? "from outside", node.Run?.Id ?? "", node.Digest.Short];
            table.Add([.. row, .. withColumns ? [node.Columns is null ? "any" : string.Join(", ", node.Columns.Order(StringComparer.Ordinal))] : Array.Empty<string>()]);
        }

        if (found.Count > 0)
        {
            terminal.Block(table.ToString());
        }
    }
}
