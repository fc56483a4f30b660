using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Resume;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

public class ResumeTests
{
    [Fact]
    public async Task A_resumed_run_keeps_its_id_and_runs_only_what_is_not_committed()
    {
        using var bench = new Bench();
        var (times, broken) = (0, true);
        var workflow = Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Hook { Name = Hook.That(() => times++) });
            flow.Add("b", new Hook { Given = a.Passed, Name = Hook.That(() => { if (broken) { throw new InvalidDataException("no"); } }) });
        });
        var first = await bench.RunAsync(workflow);
        broken = false;

        var second = await bench.ResumeAsync(first.Run);

        Assert.Equal((first.Run, RunState.Succeeded), (second.Run, second.State));
        Assert.Equal(1, times);
        Assert.Equal("a:Succeeded b:Succeeded", string.Join(' ', bench.Store.Steps(first.Run).Select(s => $"{s.Name}:{s.State}")));
        Assert.Equal((2, RunState.Succeeded), (bench.Store.FindRun(first.Run)!.Epoch, bench.Store.FindRun(first.Run)!.State));
        Assert.Single(bench.Store.Runs(null, 10));
    }

    [Fact]
    public async Task What_was_committed_does_not_run_again_even_where_it_was_forced_or_nothing_is_cached()
    {
        using var bench = new Bench();
        var (times, broken) = (0, true);
        var workflow = Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Hook { Name = Hook.That(() => times++) });
            flow.Add("b", new Hook { Given = a.Passed, Name = Hook.That(() => { if (broken) { throw new InvalidDataException("no"); } }) });
        });
        var first = await bench.RunAsync(workflow, r => r with { Force = ["a"], NoCache = true });
        broken = false;

        await bench.ResumeAsync(first.Run);

        Assert.Equal(1, times);
    }

    [Fact]
    public async Task A_resumed_run_has_the_parameters_and_the_changes_it_began_with()
    {
        using var bench = new Bench();
        var workflow = Some.Chain(value: 1);
        var begun = await Interrupt(bench, workflow, after: "a", r => r with { Set = [("b.by", 100)], Skip = [] });

        var result = await bench.ResumeAsync(begun);

        Assert.Equal(111, bench.Engine.Checkpoints.Read(result.Step("c").Outputs[0].Digest).Column<long>("n")[0]);
    }

    [Fact]
    public async Task Data_that_was_put_in_is_taken_as_it_was_then_although_its_file_has_changed()
    {
        using var bench = new Bench();
        var file = bench.Write("own.parquet", Table.Of(("n", Column.Of(500L))));
        var begun = await Interrupt(bench, Some.Chain(), after: "a", r => r with { With = [("a.rows", file)] });
        bench.Write("own.parquet", Table.Of(("n", Column.Of(9L))));

        var result = await bench.ResumeAsync(begun);

        Assert.Equal(511, bench.Engine.Checkpoints.Read(result.Step("c").Outputs[0].Digest).Column<long>("n")[0]);
        Assert.Equal((StepState.Injected, file), (result.State("a"), result.Step("a").Outputs[0].Origin));
    }

    [Fact]
    public async Task Only_the_part_that_the_run_was_asked_for_is_resumed()
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Diamond());
        var begun = await Interrupt(bench, Some.Diamond(), after: "", r => r with { From = ["b"], To = ["d"], Force = ["b", "d"] });

        var result = await bench.ResumeAsync(begun);

        Assert.Equal("a:NotSelected b:Succeeded c:NotSelected d:Succeeded e:NotSelected", string.Join(' ', result.Steps.Select(s => $"{s.Name}:{s.State}")));
    }

    [Fact]
    public async Task A_file_that_changed_since_its_step_was_committed_stops_the_resume_until_one_says_what_to_do()
    {
        using var bench = new Bench();
        bench.Write("n.txt", "1");
        var workflow = Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new NumberFile { Path = "n.txt" });
            flow.Add("b", new Add { Given = a.Rows, By = 10 });
        });
        var begun = await Interrupt(bench, workflow, after: "a");
        bench.Write("n.txt", "2");

        var refused = Assert.Throws<IrisFlowException>(() => bench.PlanResume(begun));

        Assert.Equal(("IF620", "a", ExitCode.Refused), (refused.Findings[0].Rule, refused.Findings[0].Step, refused.Exit));
        Assert.Equal("a:Reuse b:Run", bench.PlanResume(begun, ChangedCode.Keep).Decisions());
        Assert.Equal("a:Run b:Run", bench.PlanResume(begun, ChangedCode.Rerun).Decisions());
        var result = await bench.ResumeAsync(begun, ChangedCode.Rerun);
        Assert.Equal(12, bench.Engine.Checkpoints.Read(result.Step("b").Outputs[0].Digest).Column<long>("n")[0]);
    }

    [Fact]
    public async Task A_committed_step_whose_file_is_gone_runs_again()
    {
        using var bench = new Bench();
        var begun = await Interrupt(bench, Some.Chain(), after: "a");
        File.Delete(bench.Engine.Checkpoints.PathOf(bench.Store.FindObject(bench.Store.Steps(begun)[0].Outputs[0].Digest)!));

        var result = await bench.ResumeAsync(begun);

        Assert.Equal(RunState.Succeeded, result.State);
        Assert.Equal(12, bench.Engine.Checkpoints.Read(result.Step("c").Outputs[0].Digest).Column<long>("n")[0]);
    }

    [Fact]
    public async Task A_run_whose_runner_lives_is_not_taken_over()
    {
        using var bench = new Bench();
        var begun = await Interrupt(bench, Some.Chain(), after: "a");
        bench.Store.Write(w => w.TakeOver(begun, 1, RunOwner.Current(), TimeProvider.System.GetUtcNow().AddMinutes(1)));

        var refused = Assert.Throws<IrisFlowException>(() => bench.PlanResume(begun));

        Assert.Equal(("IF608", ExitCode.Locked), (refused.Findings[0].Rule, refused.Exit));
        Assert.Contains($"process {System.Environment.ProcessId} on {System.Environment.MachineName}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("elsewhere/1/1", 1, true)]
    [InlineData("elsewhere/1/1", -1, false)]
    [InlineData("here and gone", 1, false)]
    [InlineData("here", 1, true)]
    [InlineData("here", -1, false)]
    public void A_lease_holds_while_it_lasts_and_its_process_lives(string owner, int minutesLeft, bool held)
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        owner = owner switch { "here" => RunOwner.Current(), "here and gone" => Gone, _ => owner };
        var run = new RunRecord("1", "w") { State = RunState.Running, StartedAt = now, Owner = owner, LeaseUntil = now.AddMinutes(minutesLeft) };

        Assert.Equal(held, Lease.IsHeld(run, now));
        Assert.False(Lease.IsHeld(run with { State = RunState.Failed }, now));
    }

    [Fact]
    public async Task Of_two_who_resume_at_once_one_is_refused()
    {
        using var bench = new Bench();
        var begun = await Interrupt(bench, Some.Chain(), after: "a");
        var (first, second) = (bench.PlanResume(begun), bench.PlanResume(begun));
        await bench.Engine.RunAsync(first);

        var refused = await Assert.ThrowsAsync<FencedException>(() => bench.Engine.RunAsync(second));

        Assert.Equal(ExitCode.Locked, refused.Exit);
        Assert.Equal(2, bench.Store.FindRun(begun)!.Epoch);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_runner_that_was_replaced_commits_nothing_more()
    {
        using var bench = new Bench();
        string run = "", other = "elsewhere/1/1";
        var workflow = Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number());
            flow.Add("b", new Hook
            {
                Given = a.Rows,
                Name = Hook.That(() => bench.Store.Write(w => w.TakeOver(run = bench.Store.FindRun("latest")!.Id, 1, other, TimeProvider.System.GetUtcNow().AddMinutes(1)))),
            });
        });

        var thrown = await Record.ExceptionAsync(async () =>
        {
            var result = await bench.RunAsync(workflow);
            Assert.Equal(RunState.Failed, result.State);
            Assert.Contains(result.Failures, f => f is FencedException);
        });

        Assert.Null(thrown);
        Assert.Equal((RunState.Running, other), (bench.Store.FindRun(run)!.State, bench.Store.FindRun(run)!.Owner));
        Assert.DoesNotContain(bench.Store.Steps(run), s => s.Name == "b" && s.State == StepState.Succeeded);
    }

    [Fact]
    public async Task A_fork_changes_what_it_is_told_and_reuses_by_key()
    {
        using var bench = new Bench();
        var old = await bench.RunAsync(Some.Chain());

        var request = WorkflowEngine.RequestOf(bench.Store.FindRun(old.Run)!, _ => bench.Environment) with { Set = [("c.by", 20)] };
        var fork = await bench.Engine.RunAsync(bench.Engine.Plan(request));

        Assert.Equal("a:Reused b:Reused c:Succeeded", string.Join(' ', fork.Steps.Select(s => $"{s.Name}:{s.State}")));
        Assert.NotEqual(old.Run, fork.Run);
        Assert.Equal(old.Run, bench.Store.FindRun(fork.Run)!.Origin);
    }

    private static string Gone => $"{System.Environment.MachineName}/1/0";

    /// <summary>A run whose process went when these steps were committed and no others: what came later is taken out of the records.</summary>
    private static async Task<string> Interrupt(Bench bench, Workflow workflow, string after, Func<RunRequest, RunRequest>? change = null)
    {
        var run = (await bench.RunAsync(workflow, change)).Run;
        var later = string.Join(',', bench.Store.Steps(run).SkipWhile(s => after.Length > 0 && s.Name != after).Skip(after.Length > 0 ? 1 : 0)
            .Where(s => s.State == StepState.Succeeded).Select(s => $"'{s.Name}'"));
        foreach (var table in new[] { "steps", "attempts", "checkpoints", "lineage", "metrics", "cache" })
        {
            bench.Execute($"DELETE FROM {table} WHERE run_id = '{run}' AND step IN ({later})");
        }

        bench.Execute($"UPDATE runs SET state = 'running', finished_at = NULL, owner = '{Gone}' WHERE id = '{run}'");
        return run;
    }
}
