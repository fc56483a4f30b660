using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

public class ProgressTests
{
    [Fact]
    public async Task What_a_step_reports_reaches_who_looks_on_once_a_hundredth()
    {
        using var bench = new Bench();
        var shares = new Shares();
        var name = Hook.That(step =>
        {
            Array.ForEach([0.5, 0.501, 0.75, 2.0], step.Report);
            return Task.CompletedTask;
        });

        await bench.RunAsync(Workflow.Define("w", flow => flow.Add("long", new Hook { Name = name })), observer: shares);

        Assert.Equal([("long", 0.5), ("long", 0.75), ("long", 1.0)], shares.Seen);
    }

    private sealed class Shares : IRunObserver
    {
        public List<(string Step, double Share)> Seen { get; } = [];

        public void RunStarted(RunRecord run, int steps)
        {
        }

        public void StepStarted(StepRecord step)
        {
        }

        public void StepProgressed(string step, double share) => Seen.Add((step, share));

        public void StepEnded(StepRecord step)
        {
        }
    }
}
