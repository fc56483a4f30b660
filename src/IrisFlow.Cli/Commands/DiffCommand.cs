using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Comparison;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow diff RUN RUN</c>: in what two runs differ, and where they part.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var first = RunArgument.Create("The run that comes first in every pair.", "run");
        var second = RunArgument.Create("The run to compare with it.", "other");
        var data = new Option<string?>("--data") { Description = "Compare the rows of an output instead: select.rows.", HelpName = "STEP.PORT" };
        var key = new Option<string?>("--key") { Description = "With --data: the columns that say which rows belong together.", HelpName = "COLUMN[,COLUMN]" };
        var rows = new Option<int>("--rows", "-n") { Description = "With --data: how many rows to show of each of changed, added, removed.", DefaultValueFactory = _ => 5, HelpName = "N" };
        var times = new Option<bool>("--times") { Description = "Also compare how long the steps took." };
        var exit = new Option<bool>("--exit-code") { Description = "End with exit code 3 when they differ." };
        var command = new Command("diff", "Compare two runs: only the differences, and the step at which they part.") { first, second, data, key, rows, times, exit };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var (before, after) = (ShowCommand.Find(workspace, parsed.GetValue(first)!), ShowCommand.Find(workspace, parsed.GetValue(second)!));
            var areEqual = parsed.GetValue(data) is { } address
                ? Data(workspace, terminal, before, after, address, Names(parsed.GetValue(key)), Math.Max(0, parsed.GetValue(rows)))
                : Runs(workspace, terminal, before, after, parsed.GetValue(times));
            return parsed.GetValue(exit) && !areEqual ? ExitCode.Refused : ExitCode.Done;
        });
        return command;
    }

    private static bool Runs(Workspace workspace, Terminal terminal, RunRecord before, RunRecord after, bool times)
    {
        var found = new RunComparer(workspace.Store).Compare(before, after, times);
        if (terminal.IsJson)
        {
            terminal.Json(json => DiffJson.Write(json, found));
        }
        else
        {
            DiffText.Print(terminal, found);
        }

        return found.AreEqual;
    }

    private static bool Data(Workspace workspace, Terminal terminal, RunRecord before, RunRecord after, string address, IReadOnlyList<string> key, int rows)
    {
        var (step, old) = DataCommand.Find(workspace, before, address);
        var (_, now) = DataCommand.Find(workspace, after, address);
        var found = TableComparer.Compare(workspace.Engine.Checkpoints.Read(old.Digest), workspace.Engine.Checkpoints.Read(now.Digest), key, rows);
        if (terminal.IsJson)
        {
            terminal.Json(json => TableDifferencesJson.Write(json, $"{step}.{old.Port}", before, after, found));
        }
        else
        {
            TableDifferencesView.Print(terminal, $"{step}.{old.Port}", before, after, found);
        }

        return found.AreEqual;
    }

    private static string[] Names(string? key) => key?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
