namespace IrisFlow.Engine.Tests;

public class LostSourceTests
{
    [Fact]
    public async Task A_source_file_that_goes_away_after_the_plan_fails_its_step_and_keeps_what_was_done()
    {
        using var bench = new Bench();
        var file = bench.Write("number.txt", "7");
        var first = Hook.That(() => File.Delete(file));

        var result = await bench.RunAsync(Workflow.Define("w", flow =>
        {
            var before = flow.Add("before", new Hook { Name = first });
            flow.Add("after", new FileAfter { Given = before.Passed, Path = file });
        }));

        Assert.Equal(RunState.Failed, result.State);
        Assert.Equal([StepState.Succeeded, StepState.Failed], result.Steps.Select(s => s.State));
        Assert.Equal("IF302", Assert.Single(Assert.Single(result.Failures).Findings).Rule);
    }

    /// <summary>Waits for another step, then reads a file.</summary>
    [Activity("test.file-after")]
    public sealed class FileAfter : Activity
    {
        public required In<Table> Given { get; init; }

        [SourceFile]
        public required string Path { get; init; }

        public Out<Table> Rows { get; } = new();

        protected override Task RunAsync(StepContext step)
        {
            step.Write(Rows, step.Read(Given));
            return Task.CompletedTask;
        }
    }
}
