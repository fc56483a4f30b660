using IrisFlow.Engine.Retention;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests.Retention;

public sealed class RootTests : IDisposable
{
    private readonly Archive _archive = new();

    [Fact]
    public void A_pinned_run_is_kept_with_all_it_names()
    {
        var run = _archive.Run(1, 2);
        _archive.Run(3);
        _archive.Pin(run);

        Assert.Equal([1, 2], Kept(Archive.Strict));
        Assert.Equal([KeepKind.Pin], Archive.Why(_archive.Collector.Look(Archive.Strict), 1));
    }

    [Fact]
    public void A_pinned_step_keeps_its_outputs_and_nothing_else_of_the_run()
    {
        _archive.Pin(_archive.Run(1, 2, 3), "s2");

        Assert.Equal([2], Kept(Archive.Strict));
    }

    [Fact]
    public void A_pin_keeps_until_it_expires()
    {
        _archive.Pin(_archive.Run(1), expires: Archive.Start.AddDays(2));

        _archive.Clock.Pass(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        Assert.Equal([1], Kept(Archive.Strict));
        _archive.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(Kept(Archive.Strict));
    }

    [Fact]
    public void The_last_successful_runs_of_each_workflow_are_kept()
    {
        _archive.Run(1);
        _archive.Run(2);
        _archive.Run(new RunRecord("", "other") { State = RunState.Succeeded }, 3);
        _archive.Run(4);
        _archive.Run(new RunRecord("", "w") { State = RunState.Failed }, 5);

        Assert.Equal([2, 3, 4], Kept(Archive.Strict with { KeepRuns = 2 }));
    }

    [Fact]
    public void A_young_run_is_kept_however_it_ended()
    {
        _archive.Run(1);
        _archive.Clock.Pass(TimeSpan.FromSeconds(1));
        _archive.Run(new RunRecord("", "w") { State = RunState.Failed }, 2);
        _archive.Clock.Pass(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));

        Assert.Equal([2], Kept(Archive.Strict with { KeepAge = TimeSpan.FromDays(7) }));
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void A_run_whose_process_is_gone_is_kept_for_thirty_days(int days, bool isKept)
    {
        _archive.Run(new RunRecord("", "w") { State = RunState.Running, Owner = Archive.Gone }, 1);
        _archive.Clock.Pass(TimeSpan.FromDays(days));

        Assert.Equal(isKept, Kept(Archive.Strict).Contains(1));
    }

    [Fact]
    public void A_run_at_work_is_kept_however_old_it_is()
    {
        _archive.Run(new RunRecord("", "w") { State = RunState.Running, Owner = RunOwner.Current(), LeaseUntil = Archive.Start.AddDays(101) }, 1);
        _archive.Clock.Pass(TimeSpan.FromDays(100));

        Assert.Equal([1], Kept(Archive.Strict));
        Assert.Equal([KeepKind.AtWork], Archive.Why(_archive.Collector.Look(Archive.Strict), 1));
    }

    [Fact]
    public void A_promise_to_be_alive_keeps_a_run_whose_process_can_not_be_seen()
    {
        _archive.Run(new RunRecord("", "w") { State = RunState.Running, Owner = Archive.Gone, LeaseUntil = Archive.Start.AddDays(40) }, 1);

        _archive.Clock.Pass(TimeSpan.FromDays(40) - TimeSpan.FromSeconds(1));
        Assert.Equal([1], Kept(Archive.Strict));
        _archive.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(Kept(Archive.Strict));
    }

    [Fact]
    public void The_parts_of_a_kept_sweep_are_kept_and_those_of_others_are_not()
    {
        var parent = _archive.Run();
        var part = _archive.Run(new RunRecord("", "w") { State = RunState.Succeeded, Parent = parent }, 1);
        _archive.Run(new RunRecord("", "w") { State = RunState.Failed, Parent = part }, 2);
        var other = _archive.Run(new RunRecord("", "other") { State = RunState.Failed });
        _archive.Run(new RunRecord("", "other") { State = RunState.Succeeded, Parent = other }, 3);

        Assert.Equal([1, 2], Kept(Archive.Strict with { KeepRuns = 1 }));
    }

    [Fact]
    public void Parts_of_a_sweep_do_not_count_among_the_last_runs()
    {
        _archive.Run(1);
        var parent = _archive.Run(new RunRecord("", "w") { State = RunState.Failed });
        _archive.Run(new RunRecord("", "w") { State = RunState.Succeeded, Parent = parent }, 2);

        Assert.Equal([1], Kept(Archive.Strict with { KeepRuns = 1 }));
    }

    [Fact]
    public void Data_put_in_the_place_of_an_input_is_kept_with_the_run_that_read_it()
    {
        var run = _archive.Run(1);
        _archive.Store.Write(w =>
        {
            _archive.Make(w, 2);
            w.EndStep(run, 1, Archive.Step(1) with { Inputs = [new("rows", "own.csv", Archive.Content(2))] }, cache: false);
        });

        Assert.Equal([1, 2], Kept(Archive.Strict with { KeepRuns = 1 }));
    }

    [Fact]
    public void Every_kept_object_has_the_reason_of_each_rule_that_keeps_it_the_strongest_first()
    {
        _archive.Run(1);
        var run = _archive.Run(1);
        _archive.Pin(run);

        var kept = _archive.Collector.Look(new RetentionPolicy()).Objects.Single();

        Assert.Equal([KeepKind.Pin, KeepKind.LastRuns, KeepKind.Recent], kept.Reasons.Select(r => r.Kind));
        Assert.All(kept.Reasons, r => Assert.Equal(run, r.Run));
        Assert.Equal(
            ["run-0001 is pinned by ada", "run run-0001 is among the last 10 successful runs of w", "run run-0001 is younger than 7 days"],
            kept.Reasons.Select(r => r.Text));
    }

    public void Dispose() => _archive.Dispose();

    private int[] Kept(RetentionPolicy policy)
    {
        var report = _archive.Collector.Look(policy);
        return [.. Enumerable.Range(1, 9).Where(c => report.With(Fate.Kept).Any(o => o.File.Digest == Archive.Content(c)))];
    }
}
