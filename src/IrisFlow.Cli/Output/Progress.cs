using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>What is shown while a run goes on.</summary>
internal abstract class Progress : IRunObserver, IDisposable
{
    /// <summary>Drawn over itself on a terminal; a line a step in a pipe; nothing when quiet.</summary>
    public static Progress For(Terminal terminal, RunPlan plan) =>
        terminal.IsInteractive && plan.Steps.Any(s => s.Decision == Decision.Run) ? new LiveProgress(plan, terminal.HasColor)
        : terminal.IsQuiet || terminal.IsJson ? new NoProgress()
        : new PlainProgress(terminal);

    public virtual void RunStarted(RunRecord run, int steps)
    {
    }

    public virtual void StepStarted(StepRecord step)
    {
    }

    public virtual void StepProgressed(string step, double share)
    {
    }

    public virtual void StepTriesAgain(StepRecord step, int attempt, TimeSpan wait)
    {
    }

    public abstract void StepEnded(StepRecord step);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    private sealed class NoProgress : Progress
    {
        public override void StepEnded(StepRecord step)
        {
        }
    }

    private sealed class PlainProgress(Terminal terminal) : Progress
    {
        public override void StepTriesAgain(StepRecord step, int attempt, TimeSpan wait) =>
            terminal.Say($"{step.Name}: attempt {attempt} failed, the next one begins in {Values.Duration(wait.TotalMilliseconds)}: {step.Error}");

        public override void StepEnded(StepRecord step)
        {
            if (step.StartedAt is not null)
            {
                var rows = step.Outputs.Count == 0 ? "" : $", {step.Outputs[0].Rows} rows";
                terminal.Say($"{step.Name}: {Names.Of(step.State)}{rows}, {Values.Duration(step.Milliseconds)}, {step.Reason}");
            }
        }
    }
}
