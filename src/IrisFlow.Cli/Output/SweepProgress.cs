using IrisFlow.Engine.Sweep;

namespace IrisFlow.Cli.Output;

/// <summary>One line for a whole sweep: how many of its runs have ended, and the best so far. In a pipe a line now and then.</summary>
internal sealed class SweepProgress(Terminal terminal) : ISweepObserver
{
    private const int LinesInAPipe = 10;

    private string _name = "";
    private int _runs;
    private int _failed;

    public void Started(string run, int runs)
    {
        (_name, _runs) = (run, runs);
        terminal.Say($"sweep {run}: {runs} runs");
    }

    public void Ended(int done, SweepRow row, (SweepRow Row, string Metric, double Figure)? best)
    {
        _failed += row.State == SweepRowState.Failed ? 1 : 0;
        var line = $"sweep {_name}: {done} of {_runs}{(_failed > 0 ? $", {_failed} failed" : "")}{(best is { } b ? $", best so far {b.Metric} {Values.Figure(b.Figure)}" : "")}";
        if (terminal.IsInteractive)
        {
            terminal.Redraw(line);
        }
        else if ((long)done * LinesInAPipe / _runs != ((long)done - 1) * LinesInAPipe / _runs)
        {
            terminal.Say(line);
        }
    }
}
