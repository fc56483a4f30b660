using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class EnterAndLeaveTests : IDisposable
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Leaving_after_a_step_runs_it_and_what_it_needs()
    {
        var run = await _workspace.JsonAsync("run", "iris", "--to", "select");
        Assert.Equal("load:succeeded filter:succeeded select:succeeded train:not-selected evaluate:not-selected cross-validate:not-selected", run.States());
    }

    [Fact]
    public async Task Entering_at_a_step_takes_what_comes_before_from_checkpoints()
    {
        await _workspace.JsonAsync("run", "iris", "--to", "select");
        var run = await _workspace.JsonAsync("run", "iris", "--from", "train");
        Assert.Equal("load:not-selected filter:not-selected select:not-selected train:succeeded evaluate:succeeded cross-validate:succeeded", run.States());
    }

    [Fact]
    public async Task Leaving_and_entering_later_gives_the_model_of_one_run()
    {
        await _workspace.JsonAsync("run", "iris", "--to", "select");
        var inTwo = await _workspace.JsonAsync("run", "iris", "--from", "train");
        using var another = ProgramWorkspace.Iris();
        Assert.Equal((await another.JsonAsync("run", "iris")).Digest("train.model"), inTwo.Digest("train.model"));
    }

    [Fact]
    public async Task Entering_at_a_step_that_ran_already_reuses_it()
    {
        await _workspace.JsonAsync("run", "iris");
        Assert.Equal(["train", "evaluate", "cross-validate"], (await _workspace.JsonAsync("run", "iris", "--from", "train")).StepsThat("reused"));
    }

    [Fact]
    public async Task A_port_names_its_step()
    {
        var run = await _workspace.JsonAsync("run", "iris", "--to", "filter.rows");
        Assert.Equal(["load", "filter"], run.StepsThat("succeeded"));
    }

    [Fact]
    public async Task Several_places_to_leave_are_a_union()
    {
        var run = await _workspace.JsonAsync("run", "iris", "--to", "select", "--to", "evaluate");
        Assert.Equal(["load", "filter", "select", "train", "evaluate"], run.StepsThat("succeeded"));
    }

    [Fact]
    public async Task Several_places_to_enter_are_a_union()
    {
        await _workspace.JsonAsync("run", "iris", "--to", "train");
        var run = await _workspace.JsonAsync("run", "iris", "--from", "evaluate", "--from", "cross-validate");
        Assert.Equal(["evaluate", "cross-validate"], run.StepsThat("succeeded"));
    }

    [Fact]
    public async Task Entering_after_one_leaves_is_refused() =>
        (await _workspace.RunAsync("run", "iris", "--from", "train", "--to", "select")).Refuses(2, "IF405", "--from train", "--to select");

    [Fact]
    public async Task Forcing_a_step_runs_it_again()
    {
        await _workspace.JsonAsync("run", "iris");
        var run = await _workspace.JsonAsync("run", "iris", "--force", "train");
        Assert.Equal("load:reused filter:reused select:reused train:succeeded evaluate:reused cross-validate:reused", run.States());
    }

    [Fact]
    public async Task Without_the_cache_everything_runs_again()
    {
        await _workspace.JsonAsync("run", "iris", "--to", "train");
        var run = await _workspace.JsonAsync("run", "iris", "--to", "train", "--no-cache");
        Assert.Equal(["load", "filter", "select", "train"], run.StepsThat("succeeded"));
    }

    [Fact]
    public async Task Without_the_cache_the_data_is_the_same_again()
    {
        var first = await _workspace.JsonAsync("run", "iris", "--to", "train");
        Assert.Equal(first.Digest("train.model"), (await _workspace.JsonAsync("run", "iris", "--to", "train", "--no-cache")).Digest("train.model"));
    }

    [Fact]
    public async Task A_step_that_is_left_out_is_not_in_the_run() =>
        Assert.Equal("load:succeeded select:succeeded", (await _workspace.JsonAsync("run", "iris", "--skip", "filter", "--to", "select")).States().Split(" train")[0]);

    [Fact]
    public async Task A_step_without_a_stand_in_can_not_be_skipped() =>
        (await _workspace.RunAsync("run", "iris", "--skip", "train")).Refuses(2, "IF115", "'train'", "train.model");

    [Theory]
    [InlineData("--from", "trian")]
    [InlineData("--to", "trian")]
    [InlineData("--force", "trian")]
    [InlineData("--skip", "trian")]
    [InlineData("--set", "trian.target=species")]
    [InlineData("--with", "trian.rows=x.csv")]
    public async Task An_unknown_step_is_answered_with_the_near_miss(string option, string value) =>
        (await _workspace.RunAsync("run", "iris", option, value)).Refuses(2, "IF402", "'trian'", "Did you mean 'train'?");

    [Theory]
    [InlineData("--from", "train.modle")]
    [InlineData("--to", "train.modle")]
    [InlineData("--with", "train.modle=x.csv")]
    public async Task An_unknown_port_is_answered_with_the_near_miss(string option, string value) =>
        (await _workspace.RunAsync("run", "iris", option, value)).Refuses(2, "IF404", "'modle'", "Did you mean 'model'?");
}
