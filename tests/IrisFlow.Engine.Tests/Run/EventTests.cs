namespace IrisFlow.Engine.Tests;

public class EventTests
{
    [Fact]
    public async Task Every_change_of_state_is_an_event_in_an_order_that_could_have_been()
    {
        using var bench = new Bench(parallelism: 2);
        var result = await bench.RunAsync(Some.Diamond());

        var events = bench.Store.Events(result.Run, null, 0, 1000);

        Assert.Equal(["run-started", "run-succeeded"], new[] { events[0].Name, events[^1].Name });
        Assert.All(Some.Diamond().Steps, step => Assert.Equal(["step-started", "step-succeeded"], bench.Store.Events(result.Run, step.Name, 0, 10).Select(e => e.Name)));
        var order = events.Select((e, i) => (Key: $"{e.Step} {e.Name}", i)).ToDictionary(e => e.Key, e => e.i);
        Assert.All(
            Some.Diamond().Steps.SelectMany(s => s.From.Values.Select(a => (Reader: s.Name, Producer: Address.Split(a).Step))),
            wire => Assert.True(order[$"{wire.Producer} step-succeeded"] < order[$"{wire.Reader} step-succeeded"]));
        Assert.Equal(events.Select(e => e.Sequence).Order(), events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_reused_a_failed_and_a_cancelled_step_are_events_too()
    {
        using var bench = new Bench(parallelism: 1);
        var workflow = Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number());
            var b = flow.Add("b", new Hook { Given = a.Rows, Name = Hook.That(() => throw new InvalidDataException("no")) });
            flow.Add("c", new Add { Given = b.Passed });
        });
        await bench.RunAsync(workflow);
        var result = await bench.RunAsync(workflow);

        Assert.Equal(
            ["run-started", "a step-reused", "b step-started", "b step-failed", "c step-cancelled", "run-failed"],
            bench.Store.Events(result.Run, null, 0, 100).Select(e => e.Step is null ? e.Name : $"{e.Step} {e.Name}"));
    }

    [Fact]
    public async Task What_a_step_says_is_kept_between_its_beginning_and_its_end()
    {
        using var bench = new Bench();
        var result = await bench.RunAsync(Workflow.Define("w", flow => flow.Add("s", new Hook
        {
            Name = Hook.That(step =>
            {
                step.Say("half way");
                step.Warn("a little odd");
                return Task.CompletedTask;
            }),
        })));

        Assert.Equal(
            [("step-started", "it never ran"), ("step-said", "half way"), ("step-warned", "a little odd"), ("step-succeeded", "it never ran")],
            bench.Store.Events(result.Run, "s", 0, 100).Select(e => (e.Name, e.Detail ?? "")));
        Assert.Equal(["a little odd"], result.Step("s").Warnings);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_step_says_can_be_read_while_it_goes_on()
    {
        using var bench = new Bench();
        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = bench.RunAsync(Workflow.Define("w", flow => flow.Add("s", new Hook
        {
            Name = Hook.That(step =>
            {
                step.Say("half way");
                return end.Task;
            }),
        })));

        while (!bench.Store.Events(null, "s", 0, 100).Any(e => e.Name == "step-said"))
        {
            await Task.Yield();
        }

        Assert.False(run.IsCompleted);
        end.SetResult();
        await run;
    }
}
