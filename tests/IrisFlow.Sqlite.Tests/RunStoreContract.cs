namespace IrisFlow.Sqlite.Tests;

/// <summary>What every run store promises, whatever it is made of.</summary>
public abstract partial class RunStoreContract : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Digest Content = TableDigest.Of(Table.Of(("n", Column.Of(1))));

    protected abstract IRunStore Store { get; }

    [Fact]
    public void What_was_never_written_is_not_found()
    {
        Assert.Null(Store.FindCached("key"));
        Assert.Null(Store.FindObject(Content));
        Assert.Null(Store.FindSource("file"));
        Assert.Null(Store.LastStep("w", "a"));
        Assert.Null(Store.FindRun("latest"));
        Assert.Null(Store.FindRun("20260301"));
        Assert.Empty(Store.Steps("run"));
        Assert.Empty(Store.Runs(null, 10));
    }

    [Fact]
    public void A_run_is_found_by_the_beginning_of_its_id()
    {
        Begin("20260301-120000-aaaaaa");
        Begin("20260301-130000-bbbbbb");
        Begin("20260302-120000-cccccc");

        Assert.Equal("20260302-120000-cccccc", Store.FindRun("20260302")?.Id);
        Assert.Equal("20260301-130000-bbbbbb", Store.FindRun("20260301-13")?.Id);
        Assert.Equal("20260302-120000-cccccc", Store.FindRun("latest")?.Id);
        Assert.Null(Store.FindRun("2027"));
    }

    [Fact]
    public void A_beginning_that_several_ids_have_is_refused()
    {
        Begin("20260301-120000-aaaaaa");
        Begin("20260301-130000-bbbbbb");

        Assert.Equal("IF403", Assert.Throws<IrisFlowException>(() => Store.FindRun("20260301")).Findings[0].Rule);
    }

    [Fact]
    public void A_whole_id_is_found_although_a_longer_one_begins_so()
    {
        Begin("run-1");
        Begin("run-10");

        Assert.Equal("run-1", Store.FindRun("run-1")?.Id);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("run'")]
    public void The_beginning_of_an_id_is_taken_letter_by_letter(string id)
    {
        Begin("run-1");

        Assert.Null(Store.FindRun(id));
    }

    [Fact]
    public void Runs_come_newest_first_of_one_workflow_and_no_more_than_asked_for()
    {
        Begin("1", "w");
        Begin("2", "other");
        Begin("3", "w");
        Begin("4", "w");

        Assert.Equal(["4", "3", "2", "1"], Store.Runs(null, 10).Select(r => r.Id));
        Assert.Equal(["4", "3"], Store.Runs("w", 2).Select(r => r.Id));
    }

    [Fact]
    public void A_run_comes_back_as_it_was_written()
    {
        var run = new RunRecord("1", "w")
        {
            State = RunState.Running,
            Definition = "{}\n",
            Command = "irisflow run w",
            Parameters = """{"k":2}""",
            StartedAt = Noon,
            Epoch = 3,
            Owner = "host/1/2",
        };
        Store.Write(w => w.BeginRun(run));
        Store.Write(w => w.EndRun("1", 3, RunState.Cancelled, Noon.AddSeconds(1.5)));

        var found = Store.FindRun("1")!;

        Assert.Equal(run with { State = RunState.Cancelled, FinishedAt = Noon.AddSeconds(1.5), StepCounts = found.StepCounts }, found);
    }

    [Fact]
    public void A_step_comes_back_as_it_was_written()
    {
        Begin("1");
        var step = new StepRecord("a", 4, "test.number")
        {
            State = StepState.Failed,
            Reason = "it never ran",
            Key = "key",
            Code = "code",
            Parameters = """{"by":1.5}""",
            StartedAt = Noon,
            Milliseconds = 12.25,
            Error = "no 'good' \"at\" all",
            Warnings = ["one", "zwei – ü"],
        };
        Store.Write(w =>
        {
            w.StartStep("1", 1, step with { State = StepState.Running, Error = null });
            w.EndStep("1", 1, step, cache: false);
        });

        var found = Assert.Single(Store.Steps("1"));

        Assert.Equal(step.Warnings, found.Warnings);
        Assert.Equal(step, found with { Warnings = step.Warnings, Inputs = step.Inputs, Outputs = step.Outputs, Metrics = step.Metrics });
    }

    [Fact]
    public void A_step_of_which_an_attempt_failed_goes_on()
    {
        Begin("run");
        Store.Write(w =>
        {
            w.StartStep("run", 1, Done("a") with { State = StepState.Running, Outputs = [], StartedAt = Noon });
            w.FailAttempt("run", 1, Done("a") with { State = StepState.Failed, Outputs = [], StartedAt = Noon, Error = "busy" });
        });

        Assert.Equal(StepState.Running, Assert.Single(Store.Steps("run")).State);
    }

    [Fact]
    public void Outputs_inputs_and_metrics_come_back_in_their_order()
    {
        Begin("1");
        var step = Done("a") with
        {
            Inputs = [new("left", "x.rows", Content)],
            Outputs = [new("z", "table", Content, 3), new("b", "model", Content, 4) { Origin = "own.csv" }],
            Metrics = [KeyValuePair.Create("z", 1.0), KeyValuePair.Create("a", double.NaN)],
        };
        Store.Write(w => w.EndStep("1", 1, step, cache: false));

        var found = Assert.Single(Store.Steps("1"));

        Assert.Equal(step.Inputs, found.Inputs);
        Assert.Equal(step.Outputs, found.Outputs);
        Assert.Equal(step.Metrics, found.Metrics);
    }

    [Fact]
    public void Steps_come_in_the_order_of_the_workflow()
    {
        Begin("1");
        Store.Write(w => new[] { 2, 0, 1 }.ToList().ForEach(i => w.EndStep("1", 1, Done($"s{i}") with { Position = i }, cache: false)));

        Assert.Equal(["s0", "s1", "s2"], Store.Steps("1").Select(s => s.Name));
        Assert.Equal(3, Store.FindRun("1")!.StepCounts[StepState.Succeeded]);
    }

    [Fact]
    public void A_key_finds_the_outputs_of_a_success_and_its_figures()
    {
        Begin("1");
        var step = Done("a") with { Key = "key", Outputs = [new("figures", Metrics.Kind, Content, 1)], Metrics = [KeyValuePair.Create("accuracy", 0.5)] };
        Store.Write(w => w.EndStep("1", 1, step, cache: true));

        var found = Store.FindCached("key")!;

        Assert.Equal("1", found.Run);
        Assert.Equal(step.Outputs, found.Outputs);
        Assert.Equal(step.Metrics, found.Metrics);
    }

    [Fact]
    public void A_key_finds_nothing_of_a_step_that_is_not_to_be_reused()
    {
        Begin("1");
        Store.Write(w => w.EndStep("1", 1, Done("a") with { Key = "key" }, cache: false));

        Assert.Null(Store.FindCached("key"));
    }

    [Fact]
    public void The_last_step_is_the_newest_with_outputs()
    {
        Begin("1");
        Begin("2");
        Begin("3");
        Store.Write(w =>
        {
            w.EndStep("1", 1, Done("a"), cache: false);
            w.EndStep("2", 1, Done("a"), cache: false);
            w.EndStep("3", 1, new StepRecord("a", 0, "test.number") { State = StepState.Failed }, cache: false);
        });

        Assert.Equal("2", Store.LastStep("w", "a")?.Run);
        Assert.Null(Store.LastStep("other", "a"));
    }

    [Fact]
    public void An_object_and_a_source_are_replaced_by_what_is_newer()
    {
        var stored = new StoredObject(Content, "file.parquet", 10, "hash", 7, 3, "[]");
        Store.Write(w =>
        {
            w.SaveObject(stored);
            w.Remember(new("file", 1, 2, "old"));
        });
        Store.Write(w =>
        {
            w.SaveObject(stored with { Stamp = 8 });
            w.Remember(new("file", 3, 4, "new"));
        });

        Assert.Equal(stored with { Stamp = 8 }, Store.FindObject(Content));
        Assert.Equal(new SourceMemo("file", 3, 4, "new"), Store.FindSource("file"));
    }

    [Fact]
    public void A_write_that_throws_changes_nothing()
    {
        Begin("1");

        Assert.Throws<InvalidDataException>(() => Store.Write(w =>
        {
            w.BeginRun(new RunRecord("2", "w") { StartedAt = Noon });
            w.EndStep("1", 1, Done("a") with { Key = "key" }, cache: true);
            throw new InvalidDataException();
        }));

        Assert.Null(Store.FindRun("2"));
        Assert.Empty(Store.Steps("1"));
        Assert.Null(Store.FindCached("key"));
    }

    [Fact]
    public void The_store_goes_on_after_a_write_that_threw()
    {
        Assert.Throws<InvalidDataException>(() => Store.Write(_ => throw new InvalidDataException()));

        Begin("1");

        Assert.NotNull(Store.FindRun("1"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Who_holds_another_epoch_can_commit_neither_a_step_nor_the_end(long epoch)
    {
        Begin("1");

        Assert.Throws<FencedException>(() => Store.Write(w => w.EndStep("1", epoch, Done("a"), cache: true)));
        Assert.Throws<FencedException>(() => Store.Write(w => w.EndRun("1", epoch, RunState.Succeeded, Noon)));
        Assert.Empty(Store.Steps("1"));
        Assert.Equal(RunState.Running, Store.FindRun("1")!.State);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Store.Dispose();

    private void Begin(string id, string workflow = "w") => Store.Write(w => w.BeginRun(new RunRecord(id, workflow) { StartedAt = Noon }));

    private static StepRecord Done(string name) => new(name, 0, "test.number") { State = StepState.Succeeded, Outputs = [new("rows", "table", Content, 1)] };
}
