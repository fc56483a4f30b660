using IrisFlow.Engine.Retention;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests.Retention;

public sealed class GarbageCollectorTests : IDisposable
{
    private static readonly RetentionPolicy Graceful = Archive.Strict with { Grace = TimeSpan.FromDays(1) };

    private readonly Archive _archive = new();

    [Fact]
    public void A_look_changes_nothing()
    {
        _archive.Run(1);
        var stray = _archive.Stray("00-11.parquet", Archive.Start.AddDays(-1));

        var report = _archive.Collector.Look(Archive.Strict);

        Assert.False(report.IsApplied);
        Assert.Equal((100, stray), (report.BytesOf(Fate.Deleted), Assert.Single(report.Strays).Path));
        Assert.Equal([1], _archive.Stored());
        Assert.NotNull(_archive.Store.FindCached("key 1"));
        Assert.Empty(_archive.Store.Condemned());
        Assert.True(File.Exists(stray));
    }

    [Fact]
    public void What_nothing_keeps_is_condemned_first_and_deleted_after_the_grace_time()
    {
        _archive.Run(1);

        Assert.Equal(Fate.Condemned, Archive.FateOf(_archive.Collector.Apply(Graceful), 1));
        Assert.Null(_archive.Store.FindCached("key 1"));
        _archive.Clock.Pass(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(Fate.Waiting, Archive.FateOf(_archive.Collector.Apply(Graceful), 1));
        Assert.Equal([1], _archive.Stored());
        _archive.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(Fate.Deleted, Archive.FateOf(_archive.Collector.Apply(Graceful), 1));

        Assert.Empty(_archive.Stored());
        Assert.False(File.Exists(_archive.At($"objects/{Archive.NameOf(1)}")));
        Assert.Equal(_archive.Clock.Now, _archive.Store.FindCondemned(Archive.Content(1))!.At);
    }

    [Fact]
    public void Steps_and_their_record_stay_when_their_checkpoints_go()
    {
        var run = _archive.Run(1);
        var before = _archive.Store.Steps(run);

        _archive.Collector.Apply(Archive.Strict);

        Assert.Equal(before, _archive.Store.Steps(run));
        Assert.NotNull(_archive.Store.FindRun(run));
    }

    [Fact]
    public void A_condemned_object_that_something_keeps_again_is_pardoned()
    {
        var run = _archive.Run(1);
        _archive.Collector.Apply(Graceful);
        _archive.Pin(run);
        _archive.Clock.Pass(TimeSpan.FromDays(2));

        Assert.Equal(Fate.Kept, Archive.FateOf(_archive.Collector.Apply(Graceful), 1));

        Assert.Empty(_archive.Store.Condemned());
        Assert.Equal([1], _archive.Stored());
    }

    [Fact]
    public void Nothing_is_deleted_that_a_run_at_work_may_have_chosen_before_it_was_condemned()
    {
        _archive.Run(1);
        _archive.Run(new RunRecord("", "w") { State = RunState.Running, Owner = RunOwner.Current() }, 2);
        _archive.Clock.Pass(TimeSpan.FromHours(1));

        var report = _archive.Collector.Apply(Archive.Strict);
        Assert.Equal(Fate.Condemned, Archive.FateOf(report, 1));
        Assert.True(report.IsHeldBack);
        _archive.Store.Write(w => w.EndRun("run-0001", 1, RunState.Failed, _archive.Clock.Now));
        Assert.Equal(Fate.Deleted, Archive.FateOf(_archive.Collector.Apply(Archive.Strict), 1));
    }

    [Fact]
    public void A_run_that_began_after_the_condemnation_holds_nothing_back()
    {
        _archive.Run(1);
        _archive.Collector.Apply(Graceful);
        _archive.Clock.Pass(TimeSpan.FromDays(2));
        _archive.Run(new RunRecord("", "w") { State = RunState.Running, Owner = RunOwner.Current() }, 2);

        var report = _archive.Collector.Apply(Graceful);

        Assert.Equal((Fate.Deleted, Fate.Kept, false), (Archive.FateOf(report, 1), Archive.FateOf(report, 2), report.IsHeldBack));
    }

    [Fact]
    public void Files_that_a_crash_left_are_removed_once_nobody_can_be_about_to_name_them()
    {
        var old = Archive.Start.AddMinutes(-11);
        var left = new[] { _archive.Stray("aa-11.parquet", old), _archive.Stray(".tmp/load.77", old) };
        var fresh = new[] { _archive.Stray("bb-22.parquet", Archive.Start.AddMinutes(-9)), _archive.Stray(".tmp/load.88", Archive.Start.AddMinutes(-9)) };

        var report = _archive.Collector.Apply(new RetentionPolicy());

        Assert.Equal(left.Order(), report.Strays.Select(s => s.Path).Order());
        Assert.All(left, f => Assert.False(File.Exists(f)));
        Assert.All(fresh, f => Assert.True(File.Exists(f)));
    }

    [Fact]
    public void Files_written_since_a_run_at_work_began_are_left_alone()
    {
        _archive.Run(new RunRecord("", "w") { State = RunState.Running, Owner = RunOwner.Current() }, 2);
        var own = _archive.Stray("aa-11.parquet", _archive.Clock.Now.AddMinutes(1));
        var left = _archive.Stray("bb-22.parquet", _archive.Clock.Now.AddMinutes(-1));
        _archive.Clock.Pass(TimeSpan.FromHours(1));

        _archive.Collector.Apply(new RetentionPolicy());

        Assert.Equal((true, false), (File.Exists(own), File.Exists(left)));
    }

    [Fact]
    public void A_file_that_has_a_row_is_no_stray_however_old()
    {
        _archive.Run(1);
        _archive.Clock.Pass(TimeSpan.FromDays(1));

        Assert.Empty(_archive.Collector.Apply(new RetentionPolicy()).Strays);
        Assert.Equal([1], _archive.Stored());
    }

    [Fact]
    public void Links_to_what_was_deleted_go_and_others_stay()
    {
        _archive.Pin(_archive.Run(1, 2), "s2");
        Directory.CreateDirectory(_archive.At("runs/run-0000/s1"));
        foreach (var (link, content) in new[] { ("one", 1), ("two", 2) })
        {
            File.CreateSymbolicLink(_archive.At($"runs/run-0000/s1/{link}.parquet"), $"../../../objects/{Archive.NameOf(content)}");
        }

        Directory.CreateSymbolicLink(_archive.At("runs/run-0001"), "run-0000");

        _archive.Collector.Apply(Archive.Strict);

        Assert.Equal(["two.parquet"], new DirectoryInfo(_archive.At("runs/run-0001/s1")).EnumerateFileSystemInfos().Select(f => f.Name));
    }

    [Fact]
    public void A_file_that_can_not_be_deleted_is_named_and_tried_again()
    {
        _archive.Run(1, 2);
        var file = _archive.At($"objects/{Archive.NameOf(1)}");
        File.Delete(file);
        Directory.CreateDirectory(file);

        var problem = Assert.Throws<IrisFlowException>(() => _archive.Collector.Apply(Archive.Strict));

        Assert.Equal(("IF511", file), (problem.Findings[0].Rule, problem.Findings[0].File));
        Assert.False(File.Exists(_archive.At($"objects/{Archive.NameOf(2)}")));
    }

    [Fact]
    public void A_workspace_that_never_ran_anything_has_nothing_to_collect()
    {
        Directory.Delete(_archive.At("objects"), recursive: true);

        Assert.Empty(_archive.Collector.Apply(new RetentionPolicy()).Objects);
    }

    public void Dispose() => _archive.Dispose();
}
