namespace IrisFlow.Sqlite.Tests;

public abstract partial class RunStoreContract
{
    [Fact]
    public void A_page_of_runs_begins_where_the_one_before_ended_and_shows_what_the_filter_lets_through()
    {
        for (var i = 1; i <= 6; i++)
        {
            Begin($"{i}", i % 2 == 0 ? "even" : "odd");
        }

        Store.Write(w => w.EndRun("4", 1, RunState.Failed, Noon));
        Store.Write(w => w.BeginRun(new RunRecord("7", "part") { Parent = "6", Variant = "{}", StartedAt = Noon }));
        string[] Ids(RunFilter filter, string? before = null, int limit = 10) => [.. Store.RunPage(filter, before, limit).Select(r => r.Id)];

        Assert.Equal(["6", "5", "4", "3"], Ids(new(), limit: 4));
        Assert.Equal(["2", "1"], Ids(new(), before: "3", limit: 4));
        Assert.Equal(["6", "4", "2"], Ids(new() { Workflow = "even" }));
        Assert.Equal(["4"], Ids(new() { State = RunState.Failed }));
        Assert.Equal(["6", "2"], Ids(new() { State = RunState.Running, Workflow = "even" }));
        Assert.Equal(["4", "3"], Ids(new() { FirstId = "3", EndId = "5" }));
        Assert.Equal(["7"], Ids(new() { Parent = "6" }));
        Assert.Empty(Ids(new() { Workflow = "none" }));
        Assert.Equal((RunState.Failed, Noon), Store.RunPage(new(), "5", 1).Select(r => (r.State, r.FinishedAt!.Value)).Single());
    }

    [Fact]
    public void The_figures_of_several_runs_come_under_their_steps_in_order_and_only_where_there_are_some()
    {
        foreach (var run in new[] { "1", "2", "3" })
        {
            Begin(run);
        }

        Store.Write(w =>
        {
            w.EndStep("1", 1, Done("z") with { Position = 0, Metrics = [new("b", 1), new("a", double.NaN)] }, cache: false);
            w.EndStep("1", 1, Done("a") with { Position = 1, Metrics = [new("c", 3)] }, cache: false);
            w.EndStep("2", 1, Done("a"), cache: false);
            w.EndStep("3", 1, Done("a") with { Metrics = [new("c", 4)] }, cache: false);
        });

        var figures = Store.MetricsOf(["1", "2"]);

        Assert.Equal(["1"], figures.Keys);
        Assert.Equal([new("z.b", 1), new("z.a", double.NaN), new("a.c", 3)], figures["1"]);
        Assert.Empty(Store.MetricsOf([]));
    }

    [Fact]
    public void A_request_to_end_is_seen_until_the_run_is_taken_over_and_only_a_run_at_work_takes_one()
    {
        Begin("1");
        Begin("2");
        Store.Write(w => w.EndRun("2", 1, RunState.Succeeded, Noon));
        var answers = new List<bool>();
        Store.Write(w => answers.AddRange([w.RequestCancel("1", Noon), w.RequestCancel("1", Noon.AddHours(1)), w.RequestCancel("2", Noon), w.RequestCancel("3", Noon)]));

        Assert.Equal([true, false, false, false], answers);
        Assert.Equal(Noon, Store.CancelRequestedAt("1"));
        Assert.Null(Store.CancelRequestedAt("2"));
        Assert.Null(Store.CancelRequestedAt("3"));
        Assert.Equal("cancel-requested", Store.Events("1", null, 0, 10)[^1].Name);
        Store.Write(w => w.TakeOver("1", 1, "other", Noon));
        Assert.Null(Store.CancelRequestedAt("1"));
    }

    [Fact]
    public void A_request_begins_one_run_and_whoever_comes_second_is_told_which_and_leaves_nothing()
    {
        Store.Write(w => w.BeginRun(new RunRecord("1", "w") { Submission = new("key", "what") }));
        var last = Store.LastEvent();

        var second = Assert.Throws<RepeatedSubmissionException>(() => Store.Write(w => w.BeginRun(new RunRecord("2", "w") { Submission = new("key", "other") })));
        Store.Write(w => w.BeginRun(new RunRecord("3", "w") { Submission = new("another", "what") }));

        Assert.Equal(("1", "what"), (second.Run, second.Request));
        Assert.Equal(("1", "what"), Store.FindSubmission("key"));
        Assert.Null(Store.FindSubmission("none"));
        Assert.Null(Store.FindRun("2"));
        Assert.Equal(last + 1, Store.LastEvent());
    }

    [Fact]
    public void A_request_lets_a_run_go_on_once_and_its_key_is_no_other_requests()
    {
        Store.Write(w => w.BeginRun(new RunRecord("1", "w") { Epoch = 1 }));
        Store.Write(w => w.Submit("1", new("on", "what")));

        var second = Assert.Throws<RepeatedSubmissionException>(() => Store.Write(w =>
        {
            w.TakeOver("1", 1, "other", Noon);
            w.Submit("1", new("on", "what"));
        }));

        Assert.Equal(("1", "what"), (second.Run, second.Request));
        Assert.Equal(1, Store.FindRun("1")!.Epoch);
        Assert.Throws<RepeatedSubmissionException>(() => Store.Write(w => w.BeginRun(new RunRecord("2", "w") { Submission = new("on", "else") })));
    }

    [Fact]
    public void An_event_says_of_which_workflow_and_of_which_sweep_its_run_is()
    {
        Assert.Equal(0, Store.LastEvent());
        Begin("1", "iris");
        Store.Write(w => w.BeginRun(new RunRecord("2", "part") { Parent = "1" }));

        var events = Store.Events(null, null, 0, 10);

        Assert.Equal([("iris", null), ("part", "1")], events.Select(e => (e.Workflow, e.Parent)));
        Assert.Equal(events[^1].Sequence, Store.LastEvent());
    }

    [Fact]
    public void The_tries_at_the_steps_of_a_run_have_their_beginning_and_their_end()
    {
        Begin("1");
        Store.Write(w =>
        {
            w.EndStep("1", 1, Done("b") with { Position = 1, StartedAt = Noon.AddSeconds(1), Milliseconds = 250 }, cache: false);
            w.StartStep("1", 1, new StepRecord("a", 0, "test.number") { State = StepState.Running, StartedAt = Noon });
            w.EndStep("1", 1, Done("c") with { Position = 2, State = StepState.Reused }, cache: false);
        });

        Assert.Equal(
            [new AttemptRecord("a", 1, "running", Noon, null, null), new AttemptRecord("b", 1, "succeeded", Noon.AddSeconds(1), Noon.AddSeconds(1.25), null)],
            Store.Attempts("1"));
    }

    [Fact]
    public void Who_read_a_content_and_where_it_was_put_in_is_found_by_its_digest_each_kind_of_work_once()
    {
        foreach (var run in new[] { "1", "2", "3" })
        {
            Begin(run);
            Store.Write(w => w.EndStep(
                run, 1, new StepRecord("a", 0, "test.number") { State = StepState.Succeeded, Key = run == "3" ? "other" : "key", Inputs = [new("rows", "x.rows", Content)] }, cache: false));
        }

        Store.Write(w => w.EndStep("3", 1, new StepRecord("b", 1, "test.number") { State = StepState.Reused, Key = "key", Inputs = [new("rows", "x.rows", Content)] }, cache: false));
        Store.Write(w => w.EndStep("3", 1, Done("x") with { State = StepState.Injected, Outputs = [new("rows", "table", Content, 1) { Origin = "mine.csv" }] }, cache: false));

        Assert.Equal([new ReaderRecord("3", "a", "rows", "x.rows"), new("2", "a", "rows", "x.rows")], Store.Readers(Content, 100));
        Assert.Equal([("3", "x", "mine.csv")], Store.Injected(Content, 100).Select(u => (u.Run, u.Step, u.Output.Origin)));
        Assert.Empty(Store.Readers(Other, 100));
        Assert.Empty(Store.Injected(Other, 100));
    }
}
