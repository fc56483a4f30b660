namespace IrisFlow.Sqlite.Tests;

/// <content>What is kept, for how long, and what has been given up.</content>
public abstract partial class RunStoreContract
{
    private static readonly Digest Another = TableDigest.Of(Table.Of(("n", Column.Of(2))));

    [Fact]
    public void A_pin_comes_back_as_it_was_written_until_it_is_taken_away()
    {
        var pins = new[]
        {
            new Pin("1", "", "ada", Noon) { Reason = "the paper's numbers" },
            new Pin("1", "train", "ben", Noon.AddHours(1)) { ExpiresAt = Noon.AddDays(30) },
        };
        Store.Write(w => pins.ToList().ForEach(w.SavePin));
        Assert.Equal(pins, Store.Pins());

        Store.Write(w => w.SavePin(pins[0] with { Reason = "" }));
        Store.Write(w => Assert.True(w.RemovePin("1", "train")));
        Store.Write(w => Assert.False(w.RemovePin("1", "train")));

        Assert.Equal([pins[0] with { Reason = "" }], Store.Pins());
    }

    [Fact]
    public void Heads_of_all_runs_come_oldest_first_with_the_parts_of_sweeps()
    {
        Begin("2");
        Store.Write(w => w.BeginRun(new RunRecord("1", "w") { StartedAt = Noon, Owner = "host/1/2", LeaseUntil = Noon.AddMinutes(1), Epoch = 4, Definition = "{}" }));
        Store.Write(w => w.BeginRun(new RunRecord("3", "w") { StartedAt = Noon, Parent = "2" }));
        Store.Write(w => w.EndRun("2", 1, RunState.Succeeded, Noon.AddSeconds(2)));

        Assert.Equal(["1", "2", "3"], Store.RunHeads().Select(r => r.Id));
        var (first, second, third) = (Store.RunHeads()[0], Store.RunHeads()[1], Store.RunHeads()[2]);
        Assert.Equal(("host/1/2", Noon.AddMinutes(1), 4, RunState.Running), (first.Owner, first.LeaseUntil, first.Epoch, first.State));
        Assert.Equal((RunState.Succeeded, Noon, Noon.AddSeconds(2)), (second.State, second.StartedAt, second.FinishedAt));
        Assert.Equal("2", third.Parent);
    }

    [Fact]
    public void A_run_holds_what_its_steps_gave_and_what_they_read()
    {
        Begin("1");
        Begin("2");
        Store.Write(w =>
        {
            w.EndStep("1", 1, Done("a"), cache: false);
            w.EndStep("1", 1, new StepRecord("b", 1, "test.add") { State = StepState.Failed, Inputs = [new("rows", "own.csv", Another)] }, cache: false);
            w.EndStep("2", 1, Done("c"), cache: false);
        });

        Assert.Equal([new("a", Content, true), new HeldContent("b", Another, false)], Store.HeldBy("1").OrderBy(h => h.Step));
    }

    [Fact]
    public void No_key_finds_a_condemned_object_but_its_file_is_still_known()
    {
        Begin("1");
        Store.Write(w =>
        {
            w.SaveObject(Stored(Content));
            w.SaveObject(Stored(Another));
            w.EndStep("1", 1, Done("a") with { Key = "gone" }, cache: true);
            w.EndStep("1", 1, Done("b") with { Key = "stays", Outputs = [new("rows", "table", Another, 1)] }, cache: true);
        });

        Store.Write(w => w.Condemn([new(Content, Noon, CondemnedObject.Unused)]));

        Assert.Null(Store.FindCached("gone"));
        Assert.NotNull(Store.FindCached("stays"));
        Assert.Equal([new CondemnedObject(Content, Noon, CondemnedObject.Unused)], Store.Condemned());
        Assert.False(Store.FindCondemned(Content)!.IsRemoved);
        Assert.Null(Store.FindCondemned(Another));
        Assert.Equal(new[] { Content.Hex, Another.Hex }.Order(), Store.ObjectFiles().Select(f => f.Digest.Hex));
        Assert.Equal(new ObjectFile(Another, $"{Another.Short}.parquet", 10), Store.ObjectFiles().Single(f => f.Digest == Another));
    }

    [Fact]
    public void An_object_that_is_condemned_twice_keeps_the_last_reason()
    {
        Store.Write(w => w.SaveObject(Stored(Content)));
        Store.Write(w => w.Condemn([new(Content, Noon, CondemnedObject.Unused)]));
        Store.Write(w => w.Condemn([new(Content, Noon.AddDays(1), CondemnedObject.Evicted)]));

        Assert.Equal([new CondemnedObject(Content, Noon.AddDays(1), CondemnedObject.Evicted)], Store.Condemned());
    }

    [Theory]
    [InlineData("a step ends with it")]
    [InlineData("it is written anew")]
    [InlineData("it is pardoned")]
    public void A_condemned_object_that_is_used_again_is_condemned_no_more(string how)
    {
        Begin("1");
        Store.Write(w => w.SaveObject(Stored(Content)));
        Store.Write(w => w.Condemn([new(Content, Noon, CondemnedObject.Unused)]));

        Store.Write(w =>
        {
            switch (how)
            {
                case "a step ends with it":
                    w.EndStep("1", 1, Done("a") with { State = StepState.Reused }, cache: false);
                    break;
                case "it is written anew":
                    w.SaveObject(Stored(Content));
                    break;
                default:
                    w.Pardon(Content);
                    break;
            }
        });

        Assert.Empty(Store.Condemned());
        Assert.Null(Store.FindCondemned(Content));
    }

    [Fact]
    public void An_object_that_was_removed_is_remembered_as_such_until_it_is_written_anew()
    {
        Store.Write(w => w.SaveObject(Stored(Content)));
        Store.Write(w => w.Condemn([new(Content, Noon, CondemnedObject.Unused)]));
        Store.Write(w => w.Remove(Content, Noon.AddDays(1)));

        Assert.Null(Store.FindObject(Content));
        Assert.Empty(Store.Condemned());
        Assert.Equal(new CondemnedObject(Content, Noon.AddDays(1), CondemnedObject.Unused) { IsRemoved = true }, Store.FindCondemned(Content));

        Store.Write(w => w.SaveObject(Stored(Content)));
        Assert.Null(Store.FindCondemned(Content));
    }

    [Fact]
    public void A_step_can_not_end_with_an_object_that_was_removed_meanwhile()
    {
        Begin("1");
        Store.Write(w => w.SaveObject(Stored(Content)));
        Store.Write(w => w.Condemn([new(Content, Noon, CondemnedObject.Unused)]));
        Store.Write(w => w.Remove(Content, Noon));

        var problem = Assert.Throws<RemovedCheckpointException>(() => Store.Write(w =>
        {
            w.BeginRun(new RunRecord("2", "w") { StartedAt = Noon });
            w.EndStep("2", 1, Done("a") with { State = StepState.Reused }, cache: false);
        }));

        Assert.Equal("IF510", problem.Findings[0].Rule);
        Assert.Null(Store.FindRun("2"));
        Assert.True(Store.FindCondemned(Content)!.IsRemoved);
    }

    [Fact]
    public void Content_took_as_long_as_the_newest_step_that_made_it()
    {
        Begin("1");
        Begin("2");
        Begin("3");
        Store.Write(w =>
        {
            w.EndStep("1", 1, Done("a") with { Milliseconds = 900 }, cache: false);
            w.EndStep("2", 1, Done("a") with { Milliseconds = 250 }, cache: false);
            w.EndStep("3", 1, Done("a") with { State = StepState.Reused }, cache: false);
            w.EndStep("3", 1, Done("b") with { State = StepState.Injected, Outputs = [new("rows", "table", Another, 1)] }, cache: false);
        });

        Assert.Equal([KeyValuePair.Create(Content, 250.0)], Store.MakingTimes());
    }

    [Fact]
    public void A_run_that_ended_elsewhere_is_recorded_as_it_ended()
    {
        var run = new RunRecord("1", "w") { State = RunState.Failed, Definition = "{}", Command = "irisflow run w", StartedAt = Noon, FinishedAt = Noon.AddSeconds(3) };
        var step = Done("a") with { Key = "key", StartedAt = Noon, Milliseconds = 4, Metrics = [KeyValuePair.Create("m", 1.5)], Inputs = [new("x", "file:x", Another)] };
        Store.Write(w =>
        {
            w.SaveObject(Stored(Content));
            w.ImportRun(run, [step, new("b", 1, "test.add") { State = StepState.Failed, Key = "other", Error = "no" }], new HashSet<string> { "a" });
        });

        var found = Store.FindRun("1")!;
        Assert.Equal(run with { StepCounts = found.StepCounts }, found);
        Assert.Equal(("no", StepState.Failed), (Store.Steps("1")[1].Error, Store.Steps("1")[1].State));
        Assert.Equal(step.Metrics, Store.Steps("1")[0].Metrics);
        Assert.Equal(step.Inputs, Store.Steps("1")[0].Inputs);
        Assert.Equal((StepState.Succeeded, Noon), (Store.Steps("1")[0].State, Store.Steps("1")[0].StartedAt));
        Assert.Equal("1", Store.FindCached("key")?.Run);
        Assert.Null(Store.FindCached("other"));
        Assert.Equal("1", Store.LastStep("w", "a")?.Run);
        Assert.Equal(["run-imported"], Store.Events("1", null, 0, 10).Select(e => e.Name));
    }

    [Fact]
    public void A_run_that_ended_elsewhere_takes_nothing_away_from_newer_ones_here()
    {
        Begin("2");
        Store.Write(w => w.EndStep("2", 1, Done("a") with { Key = "key", Milliseconds = 7 }, cache: true));

        var step = Done("a") with { Key = "key", Milliseconds = 4 };
        Store.Write(w => w.ImportRun(new RunRecord("1", "w") { State = RunState.Succeeded, StartedAt = Noon }, [step], new HashSet<string> { "a" }));

        Assert.Equal("2", Store.LastStep("w", "a")?.Run);
        Assert.Equal("2", Store.FindCached("key")?.Run);
        Assert.Equal(7, Store.LastCost("w", "a")?.Milliseconds);
    }

    private static StoredObject Stored(Digest digest) => new(digest, $"{digest.Short}.parquet", 10, "ff", 1, 1, "[]");
}
