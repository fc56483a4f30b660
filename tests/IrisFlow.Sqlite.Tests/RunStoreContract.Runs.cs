namespace IrisFlow.Sqlite.Tests;

/// <summary>Leases, parts of sweeps, histories, events, code.</summary>
public abstract partial class RunStoreContract
{
    [Fact]
    public void Who_takes_over_a_run_shuts_the_one_before_out()
    {
        Begin("1");
        Store.Write(w => w.StartStep("1", 1, new StepRecord("a", 0, "test.number") { State = StepState.Running, Key = "key", StartedAt = Noon }));
        Store.Write(w => w.TakeOver("1", 1, "other/2/3", Noon.AddMinutes(1)));

        var run = Store.FindRun("1")!;

        Assert.Equal((2, "other/2/3", Noon.AddMinutes(1), RunState.Running), (run.Epoch, run.Owner, run.LeaseUntil, run.State));
        Assert.Equal(StepState.Cancelled, Assert.Single(Store.Steps("1")).State);
        Assert.Throws<FencedException>(() => Store.Write(w => w.EndStep("1", 1, Done("a"), cache: true)));
        Assert.Throws<FencedException>(() => Store.Write(w => w.StartStep("1", 1, Done("b"))));
        Assert.Throws<FencedException>(() => Store.Write(w => w.Renew("1", 1, Noon)));
        Assert.Throws<FencedException>(() => Store.Write(w => w.TakeOver("1", 1, "third/1/1", Noon)));
        Store.Write(w => w.EndStep("1", 2, Done("a"), cache: true));
    }

    [Fact]
    public void A_lease_is_renewed_by_its_owner()
    {
        Begin("1");
        Store.Write(w => w.Renew("1", 1, Noon.AddHours(1)));

        Assert.Equal(Noon.AddHours(1), Store.FindRun("1")!.LeaseUntil);
    }

    [Fact]
    public void What_a_run_was_asked_for_comes_back_with_it()
    {
        var run = new RunRecord("1", "w") { StartedAt = Noon, File = "/w/w.flow.json", Request = """{"from":["a"]}""", Origin = "0", LeaseUntil = Noon };
        Store.Write(w => w.BeginRun(run));

        Assert.Equal(run, Store.FindRun("1")! with { StepCounts = run.StepCounts });
    }

    [Fact]
    public void The_parts_of_a_sweep_stand_below_it_and_not_among_the_runs()
    {
        Begin("1");
        Store.Write(w =>
        {
            w.BeginRun(new RunRecord("3", "w") { StartedAt = Noon, Parent = "1", Variant = """{"k":2}""" });
            w.BeginRun(new RunRecord("2", "w") { StartedAt = Noon, Parent = "1", Variant = """{"k":1}""" });
        });

        Assert.Equal(["1"], Store.Runs(null, 10).Select(r => r.Id));
        Assert.Equal(["1"], Store.Runs("w", 10).Select(r => r.Id));
        Assert.Equal("1", Store.FindRun("latest")!.Id);
        Assert.Equal([("2", """{"k":1}"""), ("3", """{"k":2}""")], Store.Parts("1").Select(r => (r.Id, r.Variant!)));
        Assert.NotNull(Store.FindRun("3"));
    }

    [Fact]
    public void The_history_of_a_step_is_its_records_with_a_key_newest_first()
    {
        foreach (var run in new[] { "1", "2", "3" })
        {
            Begin(run);
            Store.Write(w => w.EndStep(run, 1, Done("a") with { Key = run == "2" ? null : "key" + run }, cache: false));
        }

        Assert.Equal([("3", "key3"), ("1", "key1")], Store.History("w", "a", 10).Select(h => (h.Run, h.Step.Key!)));
        Assert.Single(Store.History("w", "a", 1));
        Assert.Equal(["1"], Store.History("w", "a", 10, before: "3").Select(h => h.Run));
        Assert.Empty(Store.History("w", "a", 10, before: "1"));
        Assert.Empty(Store.History("other", "a", 10));
    }

    [Fact]
    public void What_a_step_took_is_remembered_of_its_last_execution_not_of_a_reuse()
    {
        Begin("1");
        Begin("2");
        Store.Write(w =>
        {
            w.SaveObject(new(Content, "file.parquet", 10, "hash", 1, 1, "[]"));
            w.EndStep("1", 1, Done("a") with { Milliseconds = 250 }, cache: true);
            w.EndStep("2", 1, Done("a") with { State = StepState.Reused }, cache: false);
        });

        Assert.Equal(new StepCost(250, 10), Store.LastCost("w", "a"));
        Assert.Null(Store.LastCost("w", "b"));
    }

    [Fact]
    public void The_run_that_works_on_a_key_is_found_until_it_is_done()
    {
        Begin("1");
        Store.Write(w => w.StartStep("1", 1, new StepRecord("a", 0, "test.number") { State = StepState.Running, Key = "key", StartedAt = Noon }));
        Assert.Equal("1", Store.FindWorker("key")?.Id);
        Store.Write(w => w.EndStep("1", 1, Done("a") with { Key = "key", StartedAt = Noon }, cache: true));
        Assert.Null(Store.FindWorker("key"));
    }

    [Fact]
    public void Events_have_growing_numbers_and_are_read_from_where_one_stopped()
    {
        Begin("1");
        Begin("2");
        Store.Write(w =>
        {
            w.EndStep("1", 1, Done("a"), cache: false);
            w.AddEvent("1", "a", "step-said", "a word");
        });

        var all = Store.Events(null, null, 0, 100);

        Assert.Equal(["run-started", "run-started", "step-succeeded", "step-said"], all.Select(e => e.Name));
        Assert.Equal(all.Select(e => e.Sequence).Order().Distinct(), all.Select(e => e.Sequence));
        Assert.Equal(all.Skip(2), Store.Events(null, null, all[1].Sequence, 100));
        Assert.Equal("a word", Assert.Single(Store.Events("1", "a", all[2].Sequence, 100)).Detail);
        Assert.Single(Store.Events("2", null, 0, 100));
        Assert.Single(Store.Events("1", null, 0, 1));
    }

    [Fact]
    public void Work_that_begins_and_ends_in_one_write_has_both_events()
    {
        Begin("1");
        Store.Write(w => w.EndStep("1", 1, Done("a") with { StartedAt = Noon }, cache: false));

        Assert.Equal(["run-started", "step-started", "step-succeeded"], Store.Events("1", null, 0, 10).Select(e => e.Name));
    }

    [Fact]
    public void Code_of_thousands_of_methods_comes_back_too()
    {
        var methods = Enumerable.Range(0, 5000).Select(i => new MethodHash($"Some.Name.Of.A.Class.Method{i:0000}(int)", $"{i:x16}")).ToList();
        Store.Write(w => w.SaveCode(new("ff", methods, [])));

        Assert.Equal(methods, Store.FindCode("ff")!.Methods);
    }

    [Fact]
    public void Code_comes_back_as_it_was_written()
    {
        var code = new CodeRecord("ff00", [new("A.One(int, string)", "aa"), new("Übung.Zwei()", "bb")], ["B.Three calls by reflection"]);
        Store.Write(w =>
        {
            w.SaveCode(code);
            w.SaveFingerprint("base", "roots", "ff00");
        });

        var found = Store.FindCode("ff00")!;

        Assert.Equal(code.Methods, found.Methods);
        Assert.Equal(code.Warnings, found.Warnings);
        Assert.Equal("ff00", Store.FindFingerprint("base", "roots"));
        Assert.Null(Store.FindFingerprint("base", "others"));
        Assert.Null(Store.FindCode("ff01"));
    }
}
