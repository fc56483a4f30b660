using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Documents;
using Spectre.Console;
using Grid = Spectre.Console.Table;

namespace IrisFlow.Cli.Output;

/// <summary>A line a step, drawn over itself: its state, time, rows and why it runs or was reused.</summary>
internal sealed class LiveProgress : Progress
{
    private const int MostLines = 30;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, StepRecord> _steps = [];
    private readonly Dictionary<string, double> _shares = [];
    private readonly List<string> _order;
    private readonly TaskCompletionSource _done = new();
    private readonly Task _drawing;

    public LiveProgress(RunPlan plan, bool color)
    {
        _order = [.. plan.Steps.OrderBy(s => s.Position).Select(s => s.Name)];
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        });
        _drawing = console.Live(Draw()).AutoClear(true).StartAsync(async live =>
        {
            while (await Task.WhenAny(_done.Task, Task.Delay(Refresh, TimeProvider.System)) != _done.Task)
            {
                live.UpdateTarget(Draw());
            }
        });
    }

    public override void StepStarted(StepRecord step) => Note(step);

    public override void StepProgressed(string step, double share)
    {
        lock (_lock)
        {
            _shares[step] = share;
        }
    }

    public override void StepTriesAgain(StepRecord step, int attempt, TimeSpan wait) =>
        Note(step with { State = StepState.Running, Reason = $"attempt {attempt} failed, the next one begins in {Values.Duration(wait.TotalMilliseconds)}" });

    public override void StepEnded(StepRecord step) => Note(step);

    public override void Dispose()
    {
        _done.TrySetResult();
        _drawing.Wait();
        base.Dispose();
    }

    private void Note(StepRecord step)
    {
        lock (_lock)
        {
            _steps[step.Name] = step;
        }
    }

    private Grid Draw()
    {
        var table = new Grid { Border = TableBorder.None, ShowHeaders = false };
        for (var column = 0; column < 5; column++)
        {
            TableExtensions.AddColumn(table, "");
        }

        lock (_lock)
        {
            // In a long workflow what is under way matters most, then what waits.
            var shown = _order.Count <= MostLines ? _order : [.. _order.OrderBy(n => _steps.GetValueOrDefault(n)?.State switch { StepState.Running => 0, null => 1, _ => 2 }).Take(MostLines)];
            foreach (var name in shown)
            {
                var step = _steps.GetValueOrDefault(name);
                var time = step is { State: StepState.Running, StartedAt: { } started } ? (TimeProvider.System.GetUtcNow() - started).TotalMilliseconds : step?.Milliseconds ?? 0;
                TableExtensions.AddRow(
                    table,
                    Markup.Escape(Plain.Text(name)), Colored(step?.State ?? StepState.Waiting) + Share(step, name), step?.StartedAt is null ? "" : Values.Duration(time),
                    step is { Outputs.Count: > 0 } ? $"{step.Outputs[0].Rows} rows" : "", Markup.Escape(Plain.Cell(step?.Reason ?? "", 60)));
            }

            if (_order.Count > MostLines)
            {
                TableExtensions.AddRow(table, $"{_steps.Values.Count(s => s.State is not StepState.Running)} of {_order.Count} steps");
            }
        }

        return table;
    }

    private string Share(StepRecord? step, string name) =>
        step?.State == StepState.Running && _shares.TryGetValue(name, out var share) ? $" {share:P0}" : "";

    private static string Colored(StepState state)
    {
        var color = state switch
        {
            StepState.Succeeded => "green",
            StepState.Reused or StepState.Injected => "blue",
            StepState.Running => "yellow",
            StepState.Failed => "red",
            _ => "grey",
        };
        return $"[{color}]{Names.Of(state)}[/]";
    }
}
