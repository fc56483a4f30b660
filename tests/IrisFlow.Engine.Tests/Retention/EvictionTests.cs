using IrisFlow.Engine.Retention;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests.Retention;

public sealed class EvictionTests : IDisposable
{
    private readonly Archive _archive = new();

    [Fact]
    public void What_costs_least_to_make_again_per_byte_goes_first_and_no_more_than_needed()
    {
        Object(1, milliseconds: 1000, bytes: 100);
        Object(2, milliseconds: 1000, bytes: 1000);
        Object(3, milliseconds: 10, bytes: 100);

        // 10 ms and 1 ms a byte against 0.1.
        Assert.Equal([1, 2], KeptBelow(1199));
        Assert.Equal([1], KeptBelow(1099));
        Assert.Equal([1, 2, 3], KeptBelow(1200));
    }

    [Fact]
    public void What_can_not_be_made_again_goes_last()
    {
        Object(1, milliseconds: 3_600_000, bytes: 100);
        Object(2, milliseconds: 1, bytes: 100, StepState.Injected);

        Assert.Equal([2], KeptBelow(100));
    }

    [Fact]
    public void Pins_and_unfinished_runs_are_never_evicted_and_it_is_said_how_much_too_much_is_left()
    {
        _archive.Pin(_archive.Run(1));
        _archive.Run(new RunRecord("", "w") { State = RunState.Running, Owner = Archive.Gone }, 2);
        _archive.Run(new RunRecord("", "w") { State = RunState.Running, Owner = RunOwner.Current() }, 3);
        _archive.Run(4);

        var report = _archive.Collector.Look(new RetentionPolicy { MaxBytes = 50 });

        Assert.Equal([1, 2, 3], Kept(report));
        Assert.Equal(250, report.BytesAboveLimit);
    }

    [Fact]
    public void Below_the_limit_nothing_is_evicted_and_what_nothing_keeps_does_not_count()
    {
        _archive.Run(1);
        _archive.Run(2);

        Assert.Equal([2], Kept(_archive.Collector.Look(Archive.Strict with { KeepRuns = 1, MaxBytes = 100 })));
    }

    [Fact]
    public void What_was_evicted_is_deleted_in_the_end_though_age_would_keep_it()
    {
        _archive.Run(1);
        var policy = new RetentionPolicy { MaxBytes = 0 };
        _archive.Collector.Apply(policy);
        Assert.Equal(CondemnedObject.Evicted, Assert.Single(_archive.Store.Condemned()).Reason);

        _archive.Clock.Pass(TimeSpan.FromDays(1));

        Assert.Equal(Fate.Deleted, Archive.FateOf(_archive.Collector.Apply(new RetentionPolicy()), 1));
    }

    [Fact]
    public void What_was_evicted_and_is_used_again_or_pinned_stays()
    {
        var run = _archive.Run(1, 2);
        _archive.Collector.Apply(new RetentionPolicy { MaxBytes = 0 });
        _archive.Pin(run, "s1");
        _archive.Run(2);

        _archive.Clock.Pass(TimeSpan.FromDays(1));
        _archive.Collector.Apply(new RetentionPolicy());

        Assert.Equal([1, 2], _archive.Stored());
    }

    public void Dispose() => _archive.Dispose();

    private void Object(int content, double milliseconds, int bytes, StepState state = StepState.Succeeded)
    {
        var run = _archive.Run();
        _archive.Store.Write(w =>
        {
            _archive.Make(w, content, bytes);
            w.EndStep(run, 1, Archive.Step(content) with { State = state, Milliseconds = milliseconds }, cache: true);
        });
    }

    private int[] KeptBelow(long bytes) => Kept(_archive.Collector.Look(new RetentionPolicy { MaxBytes = bytes }));

    private static int[] Kept(GarbageReport report) => [.. Enumerable.Range(1, 9).Where(c => report.With(Fate.Kept).Any(o => o.File.Digest == Archive.Content(c)))];
}
