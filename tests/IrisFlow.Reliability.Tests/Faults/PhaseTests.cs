using IrisFlow.Engine.Run;
using IrisFlow.Testing;

namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>A crash, a cancellation and a take-over exactly at each phase of a commit.</summary>
public class PhaseTests
{
    private static readonly Workflow Flow = Workflow.Define("phases", flow =>
    {
        var numbers = flow.Add("numbers", new Numbers());
        var more = flow.Add("more", new Later { Given = numbers.Rows, After = "numbers" });
        var both = flow.Add("both", new Join { Left = numbers.Rows, Right = more.Passed });
        var doubled = flow.Add("doubled", new Double { Given = both.Rows });
        flow.Add("ring", new Ring { Given = doubled.Doubled });
    });

    public static TheoryData<string, int> PhasesAndTimes()
    {
        var data = new TheoryData<string, int>();
        foreach (var phase in Enum.GetNames<Phase>())
        {
            data.Add(phase, 1);
            data.Add(phase, 2);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PhasesAndTimes))]
    public async Task A_crash_at_a_phase_costs_only_what_was_not_committed(string name, int time)
    {
        using var folder = new EngineFolder();
        var expected = await UndisturbedAsync(r => r);
        IReadOnlyList<string> told;
        var (barrier, gone) = (new Barrier(Enum.Parse<Phase>(name), time), false);
        barrier.Then = () =>
        {
            gone = true;
            throw Gone();
        };
        using (var process = folder.Start(reached: barrier.Reached, around: store => WatchedRunStore.Around(store, new() { Before = (_, _) => _ = gone ? throw Gone() : 0 })))
        {
            await Record.ExceptionAsync(() => process.RunAsync(Flow));
            told = process.Witness.Succeeded;
        }

        folder.MustBeWhole();
        Assert.True(gone);
        folder.KillOwners();
        var run = Rows.Of(folder.Database, "SELECT max(id) FROM runs")[0][0]!;
        var committed = Rows.Of(folder.Database, "SELECT step FROM steps WHERE state = 'succeeded'").Select(r => r[0]!).ToList();
        var bodies = committed.ToDictionary(s => s, s => Bodies.Of(run, s));
        using var next = folder.Start();
        var result = await next.ResumeAsync(run);

        Assert.All(told, step => Assert.Contains(step, committed));
        Assert.All(committed, step => Assert.Equal(bodies[step], Bodies.Of(run, step)));
        Assert.Equal((RunState.Succeeded, run), (result.State, result.Run));
        Assert.Equal(expected, result.Digests());
        folder.MustBeWhole();
    }

    [Theory]
    [MemberData(nameof(PhasesAndTimes))]
    public async Task A_cancellation_at_a_phase_keeps_the_commit_and_the_run_can_be_resumed(string name, int time)
    {
        using var folder = new EngineFolder();
        var expected = await UndisturbedAsync(r => r);
        using var cancellation = new CancellationTokenSource();
        using var process = folder.Start(reached: new Barrier(Enum.Parse<Phase>(name), time) { Then = cancellation.Cancel }.Reached);

        var cancelled = await process.RunAsync(Flow, cancellation: cancellation.Token);

        folder.MustBeWhole();
        Assert.Empty(cancelled.Failures);
        Assert.Contains(cancelled.State, new[] { RunState.Cancelled, RunState.Succeeded });
        Assert.Equal(cancelled.State, process.Store.FindRun(cancelled.Run)!.State);

        // What ran to its end is kept, although it was cancelled: the barrier stood in its commit.
        var kept = process.Store.Steps(cancelled.Run).Where(s => s.State == StepState.Succeeded).Select(s => s.Name).ToList();
        Assert.True(kept.Count >= time - 1);
        Assert.Equal(kept, process.Witness.Succeeded);
        Assert.All(cancelled.Steps, s => Assert.NotEqual(StepState.Running, s.State));
        if (cancelled.State == RunState.Cancelled)
        {
            var result = await process.ResumeAsync(cancelled.Run);
            Assert.Equal(expected, result.Digests());
            Assert.All(kept, step => Assert.Equal(1, Bodies.Of(cancelled.Run, step)));
        }
    }

    // In the transaction itself nobody can take over: the database is locked until it ends.
    [Theory]
    [InlineData(Phase.BeforeSync, 1)]
    [InlineData(Phase.BeforeSync, 2)]
    [InlineData(Phase.AfterSync, 1)]
    [InlineData(Phase.AfterSync, 3)]
    [InlineData(Phase.BeforeRename, 1)]
    [InlineData(Phase.BeforeRename, 2)]
    [InlineData(Phase.AfterRename, 1)]
    [InlineData(Phase.AfterRename, 2)]
    [InlineData(Phase.AfterFolderSync, 1)]
    [InlineData(Phase.BeforeCommit, 1)]
    [InlineData(Phase.BeforeCommit, 2)]
    [InlineData(Phase.AfterCommit, 1)]
    [InlineData(Phase.AfterCommit, 2)]
    [InlineData(Phase.AfterAcknowledge, 1)]
    [InlineData(Phase.AfterAcknowledge, 2)]
    internal async Task A_runner_that_sleeps_through_a_phase_and_is_replaced_commits_nothing_more_and_nothing_is_doubled(Phase phase, int time)
    {
        using var folder = new EngineFolder();
        var expected = await UndisturbedAsync(r => r with { NoCache = true });
        RunResult? other = null;
        var epoch = 1;
        var barrier = new Barrier(phase, time);
        using var sleeper = folder.Start(reached: barrier.Reached);
        barrier.Then = () =>
        {
            Rows.Change(folder.Database, "UPDATE runs SET lease_until = '2026-01-01T00:00:00.000Z'");
            using var replacing = folder.Start();
            (other, epoch) = Task.Run(() => TakeOverAsync(replacing, sleeper.Witness.Run!)).GetAwaiter().GetResult();
        };

        var late = await sleeper.RunAsync(Flow, r => r with { NoCache = true });
        await barrier.Passed;

        Assert.Equal((RunState.Succeeded, late.Run), (other!.State, other.Run));
        Assert.Equal(expected, other.Digests());
        var run = sleeper.Store.FindRun(late.Run)!;
        Assert.Equal((epoch, RunState.Succeeded), (run.Epoch, run.State));
        Assert.Equal(RunState.Failed, late.State);
        Assert.IsType<FencedException>(late.Failures[0]);
        Assert.Equal(ExitCode.Locked, late.Failures[0].Exit);

        // Every success stands once in the record; whatever the sleeper was told of, the other one did not do again.
        Assert.All(Rows.Of(folder.Database, "SELECT step, count(*) FROM attempts WHERE state = 'succeeded' GROUP BY step"), r => Assert.Equal("1", r[1]));
        Assert.All(sleeper.Witness.Succeeded, step => Assert.Equal(1, Bodies.Of(late.Run, step)));
        folder.MustBeWhole();
    }

    [Theory]
    [InlineData(Phase.BeforeRename, 0)]
    [InlineData(Phase.AfterRename, 0)]
    [InlineData(Phase.BeforeCommit, 0)]
    [InlineData(Phase.InTransaction, 0)]
    [InlineData(Phase.AfterCommit, 2)]
    internal async Task The_outputs_of_a_step_become_visible_all_at_once(Phase phase, int visible)
    {
        using var folder = new EngineFolder();
        IReadOnlyList<OutputRecord> seen = [];
        var barrier = new Barrier(phase, 1);
        using var other = folder.Start();
        using var process = folder.Start(reached: barrier.Reached);
        barrier.Then = () => seen = [.. other.Store.Steps(process.Witness.Run!).SelectMany(s => s.Outputs)];

        await process.RunAsync(Workflow.Define("w", flow => flow.Add("pair", new Pair())));

        Assert.Equal(visible, seen.Count);
        Assert.Equal(visible == 0 ? [] : [1L, 2L], seen.Select(o => other.Engine.Checkpoints.Read(o.Digest).Column<long>("n")[0]));
    }

    // Where a step is held up, what was made before it may still be committed: then whoever takes over is told to do so again.
    private static async Task<(RunResult Result, int Epoch)> TakeOverAsync(EngineProcess process, string run)
    {
        try
        {
            return (await process.ResumeAsync(run), 2);
        }
        catch (IrisFlowException told) when (told.Findings[0].Rule == "IF610")
        {
            return (await process.ResumeAsync(run), 3);
        }
    }

    private static async Task<IReadOnlyDictionary<string, Digest>> UndisturbedAsync(Func<IrisFlow.Engine.Plan.RunRequest, IrisFlow.Engine.Plan.RunRequest> change)
    {
        using var folder = new EngineFolder();
        using var process = folder.Start();
        return (await process.RunAsync(Flow, change)).Digests();
    }

    private static IrisFlowException Gone() => new(new Finding("IF606", "The power went."), ExitCode.StepFailed);
}
