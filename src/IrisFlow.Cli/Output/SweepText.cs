using IrisFlow.Engine.Sweep;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>The results of a sweep, for a person or a program.</summary>
internal static class SweepText
{
    /// <summary>Prints how a sweep ended and gives the exit code for it.</summary>
    public static ExitCode Print(Terminal terminal, string workflow, SweepResult result, int? top)
    {
        // A metric that is not there was asked for wrongly; all else that is wrong made runs fail.
        var exit = result.State switch
        {
            RunState.Cancelled => ExitCode.Cancelled,
            RunState.Failed => ExitCode.StepFailed,
            _ => result.Findings.Count > 0 ? ExitCode.Usage : ExitCode.Done,
        };
        if (terminal.IsJson)
        {
            terminal.Json(json => SweepJson.Write(json, workflow, result, top, exit));
            return exit;
        }

        terminal.Heading($"{workflow}: sweep {result.Run} {result.State.ToString().ToLowerInvariant()}");
        Table(terminal, result, top);
        if (result.Findings.Count > 0)
        {
            terminal.Fail(new IrisFlowException(result.Findings, exit));
        }

        if (result.State is RunState.Failed or RunState.Cancelled)
        {
            terminal.Say($"What was finished is kept. To go on: irisflow resume {result.Run}");
        }

        return exit;
    }

    /// <summary>The table alone, with a line that says what its order is.</summary>
    public static void Table(Terminal terminal, SweepResult result, int? top)
    {
        var rows = result.Table.RowCount;
        var shown = Math.Min(top ?? rows, rows);
        var text = new TextTable([.. result.Table.Schema.Names]);
        for (var i = 0; i < result.Table.Columns.Count; i++)
        {
            if (result.Table.Columns[i].Type.IsNumeric())
            {
                text.Right(i);
            }
        }

        for (var row = 0; row < shown; row++)
        {
            var at = row;
            text.Add([.. result.Table.Columns.Select((c, i) => IsFigure(result, i) && c.ValueAt(at) is double figure ? Values.Figure(figure) : Cells.Text(c.ValueAt(at)))]);
        }

        terminal.Block(text.ToString());
        terminal.Line(result.By is null
            ? $"{rows} runs, in the order of their values"
            : $"{rows} runs, best first by {result.By}: {(result.SmallestFirst ? "less" : "more")} is better{(shown < rows ? $"; {rows - shown} more" : "")}");
    }

    private static bool IsFigure(SweepResult result, int column) => column > result.Axes.Count && column < result.Table.Columns.Count - 2;
}
