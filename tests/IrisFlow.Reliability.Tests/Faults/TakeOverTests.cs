using System.Diagnostics;
using IrisFlow.Engine.Run;
using IrisFlow.Testing;

namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>Who may work on a run, and what the others are told.</summary>
public class TakeOverTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 1, 30, 0, TimeSpan.Zero);

    private static readonly Workflow Flow = Workflow.Define("taken", flow =>
    {
        var numbers = flow.Add("numbers", new Numbers());
        var sent = flow.Add("sent", new Send { Given = numbers.Rows });
        flow.Add("ring", new Ring { Given = sent.Sent });
    });

    [Fact]
    public async Task Who_is_slower_in_taking_a_run_over_is_told_who_has_it_and_since_when()
    {
        using var folder = new EngineFolder();
        var run = await folder.InterruptAsync(Flow, at: "sent");
        using var slower = folder.Start();
        var late = slower.PlanResume(run);
        IrisFlowException? refused = null;
        var barrier = new Barrier(Phase.BeforeCommit, 1);
        using var faster = folder.Start(reached: barrier.Reached);
        barrier.Then = () => refused = Record.ExceptionAsync(() => Task.Run(() => slower.Engine.RunAsync(late))).GetAwaiter().GetResult() as IrisFlowException;

        var result = await faster.ResumeAsync(run);

        Assert.Equal(RunState.Succeeded, result.State);
        Assert.Equal(("IF608", ExitCode.Locked), (refused!.Findings[0].Rule, refused.Exit));
        var begun = faster.Store.FindRun(run)!.StartedAt;
        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}, since {begun:u}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, faster.Store.FindRun(run)!.Epoch);
    }

    [Fact]
    public async Task A_step_that_the_runner_before_commits_while_it_is_being_replaced_is_not_done_again()
    {
        using var folder = new EngineFolder();
        using var other = folder.Start();
        Exception? refused = null;
        IrisFlow.Engine.Plan.RunPlan? plan = null;
        var looked = new Barrier(Phase.BeforeCommit, 1);
        EngineProcess? slow = null;
        slow = folder.Start(reached: phase =>
        {
            looked.Reached(phase);

            // Commits that come close together are one: which of them brings the step is not the same each time.
            var run = slow!.Witness.Run!;
            if (phase == Phase.AfterCommit && refused is null && other.Store.Steps(run).Any(s => s is { Name: "sent", State: StepState.Succeeded }))
            {
                refused = Record.ExceptionAsync(() => Task.Run(() => other.Engine.RunAsync(plan!))).GetAwaiter().GetResult();
            }
        });
        using var _ = slow;
        looked.Then = () =>
        {
            Rows.Change(folder.Database, "UPDATE runs SET lease_until = '2026-01-01T00:00:00.000Z'");
            plan = other.PlanResume(slow.Witness.Run!);
        };

        var late = await slow.RunAsync(Flow, r => r with { NoCache = true });
        var again = await other.ResumeAsync(late.Run);

        Assert.Equal("IF610", Assert.IsType<IrisFlowException>(refused).Findings[0].Rule);
        Assert.Equal(RunState.Succeeded, again.State);
        Assert.Equal(1, Bodies.Of(late.Run, "sent"));
    }

    [Theory]
    [InlineData("elsewhere/1/1", 20, true)]
    [InlineData("elsewhere/1/1", 0, false)]
    [InlineData("elsewhere/1/1", 3600, false)]
    [InlineData("elsewhere/1/1", 315_360_000, false)]
    [InlineData("here", 20, true)]
    [InlineData("here", -3600, false)]
    [InlineData("here", 3600, false)]
    [InlineData("gone", 20, false)]
    public void A_promise_holds_while_it_lasts_and_never_longer_than_a_promise_can(string owner, int secondsLeft, bool held)
    {
        owner = owner switch { "here" => RunOwner.Current(), "gone" => $"{Environment.MachineName}/1/0", _ => owner };
        var run = new RunRecord("1", "w") { State = RunState.Running, StartedAt = Now.AddYears(-10), Owner = owner, LeaseUntil = Now.AddSeconds(secondsLeft) };

        Assert.Equal(held, Lease.IsHeld(run, Now));
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData("", 30)]
    [InlineData("2", 2)]
    [InlineData("600", 600)]
    public void The_term_of_a_lease_can_be_set(string? text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Lease.Parse(text));

    [Theory]
    [InlineData("1")]
    [InlineData("601")]
    [InlineData("-5")]
    [InlineData("2.5")]
    [InlineData("soon")]
    public void A_term_that_can_not_be_is_refused(string text)
    {
        var refused = Assert.Throws<IrisFlowException>(() => Lease.Parse(text));

        Assert.Equal(("IF609", ExitCode.Usage), (refused.Findings[0].Rule, refused.Exit));
        Assert.Contains($"'{text}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_has_ended_is_gone_although_its_parent_never_asked()
    {
        // The shell starts a child and becomes a program that never asks for its children.
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "(echo $BASHPID; exec true) & exec sleep 60"]) { RedirectStandardOutput = true })!;
        try
        {
            string child;
            while ((child = (await File.ReadAllTextAsync($"/proc/{parent.Id}/task/{parent.Id}/children")).Trim()).Length == 0
                || !(await File.ReadAllTextAsync($"/proc/{child}/stat")).Contains(") Z ", StringComparison.Ordinal))
            {
                await Task.Yield();
            }

            var start = (await File.ReadAllTextAsync($"/proc/{child}/stat")).Split(") ")[1].Split(' ')[19];
            var run = new RunRecord("1", "w") { State = RunState.Running, Owner = $"{Environment.MachineName}/{child}/{start}", LeaseUntil = TimeProvider.System.GetUtcNow().AddSeconds(20) };

            Assert.Equal(RunState.Interrupted, RunOwner.StateOf(run));
            Assert.False(Lease.IsHeld(run, TimeProvider.System.GetUtcNow()));
        }
        finally
        {
            parent.Kill();
            await parent.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task A_run_whose_beginning_is_on_record_although_that_failed_does_not_seem_to_go_on()
    {
        using var folder = new EngineFolder();
        using (var process = folder.Start(around: store => WatchedRunStore.Around(store, new() { After = FailOnce("Write") })))
        {
            await Assert.ThrowsAsync<IrisFlowException>(() => process.RunAsync(Flow));
        }

        Assert.Equal("failed", Rows.Of(folder.Database, "SELECT state FROM runs")[0][0]);
    }

    [Fact]
    public async Task A_success_that_is_on_record_although_its_commit_failed_stays_on_record()
    {
        using var folder = new EngineFolder();
        var writes = 0;
        using var process = folder.Start(around: store => WatchedRunStore.Around(store, new()
        {
            After = (call, _) =>
            {
                if (call == "Write" && Rows.Of(folder.Database, "SELECT 1 FROM steps WHERE step = 'sent' AND state = 'succeeded'").Count > 0 && writes++ == 0)
                {
                    throw Unknown();
                }
            },
        }));

        var failed = await process.RunAsync(Flow);

        Assert.Equal(RunState.Failed, failed.State);
        Assert.Equal("succeeded", Rows.Of(folder.Database, "SELECT state FROM steps WHERE step = 'sent'")[0][0]);
        Assert.Equal("1", Rows.Of(folder.Database, "SELECT count(*) FROM attempts WHERE step = 'sent'")[0][0]);
        Assert.Equal(RunState.Succeeded, (await process.ResumeAsync(failed.Run)).State);
        Assert.Equal(1, Bodies.Of(failed.Run, "sent"));
    }

    [Fact]
    public async Task The_same_work_has_the_same_idempotency_key_in_every_attempt()
    {
        using var folder = new EngineFolder();
        var keys = new List<string>();
        var (fails, name) = (true, "");
        name = Call.That(step =>
        {
            keys.Add(step.IdempotencyKey);
            return fails ? Task.FromException(new InvalidDataException("no")) : Task.CompletedTask;
        });
        var workflow = Workflow.Define("w", flow => flow.Add("call", new Call { Name = name, Given = flow.Add("numbers", new Numbers()).Rows }));
        using var process = folder.Start();
        var failed = await process.RunAsync(workflow);
        fails = false;
        await process.ResumeAsync(failed.Run);
        await process.RunAsync(workflow, r => r with { Force = ["call"] });

        Assert.Equal(3, keys.Count);
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
    }

    private static Action<string, object?[]> FailOnce(string call)
    {
        var times = 0;
        return (name, _) =>
        {
            if (name == call && times++ == 0)
            {
                throw Unknown();
            }
        };
    }

    private static IrisFlowException Unknown() => new(new Finding("IF606", "The outcome is unknown."), ExitCode.StepFailed);
}
