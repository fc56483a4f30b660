using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class BisectTests : IDisposable
{
    private const string Code = "workflows/iris/RemoveLongSepals.cs";

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task The_parameter_that_moved_a_metric_is_named()
    {
        var good = await RunAsync();
        var bad = await RunAsync("--set", "train.trainer.l2=100");

        var result = await _workspace.RunAsync("bisect", good, bad, "--metric", "cross-validate.logLoss");

        result.Succeeds();
        Assert.Contains("It moves at step train", result.Out);
        Assert.Contains("  moves it: trainer.l2: 1 → 100", result.Out);
    }

    [Fact]
    public async Task Code_that_was_edited_between_two_runs_is_found()
    {
        var good = await RunAsync("--to", "evaluate");
        _workspace.Write(Code, _workspace.Read(Code).Replace("lengths.Span[row] <= MaxCm", "lengths.Span[row] < MaxCm - 1"));
        var bad = await RunAsync("--to", "evaluate");

        var found = await _workspace.JsonAsync("bisect", good, bad, "--metric", "rows");

        // Of the 150 flowers 138 have sepals of at most 7.0 cm, and 83 below 6.0 cm.
        Assert.Equal((138, 83), (found["good"]!["value"]!.GetValue<double>(), found["bad"]!["value"]!.GetValue<double>()));
        Assert.Equal("filter", found["step"]!.GetValue<string>());
        Assert.All(found["causes"]!.AsArray(), c => Assert.Equal("code", c!["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_file_that_was_edited_between_two_runs_is_found()
    {
        var good = await RunAsync("--to", "evaluate");
        var lines = _workspace.Read("workflows/iris/data/iris.csv").Split('\n');
        _workspace.Write("workflows/iris/data/iris.csv", string.Join('\n', lines.Where((_, i) => i != 1)));
        var bad = await RunAsync("--to", "evaluate");

        var found = await _workspace.JsonAsync("bisect", good, bad, "--metric", "evaluate.rows");

        Assert.Equal(("load", "input", "path"), (found["step"]!.GetValue<string>(), Text(found, "kind"), Text(found, "name")));
    }

    [Fact]
    public async Task What_it_tries_is_not_among_the_runs()
    {
        var (good, bad) = (await RunAsync(), await RunAsync("--set", "train.trainer.l2=100"));
        await _workspace.JsonAsync("bisect", good, bad, "--metric", "cross-validate.logLoss");

        Assert.Equal([bad, good], (await _workspace.JsonAsync("runs")).AsArray().Select(r => r!["run"]!.GetValue<string>()));
        Assert.Equal(bad, (await _workspace.JsonAsync("show", "latest"))["run"]!.GetValue<string>());
    }

    [Fact]
    public async Task Runs_that_say_nothing_about_a_metric_are_refused_with_what_to_do()
    {
        var (good, bad) = (await RunAsync(), await RunAsync("--skip", "filter"));

        (await _workspace.RunAsync("bisect", good, good, "--metric", "evaluate.accuracy")).Refuses(2, "IF428", "no difference to explain", "--tolerance");
        (await _workspace.RunAsync("bisect", good, bad, "--metric", "evaluate.rows")).Refuses(2, "IF426", "step 'filter'", $"irisflow diff {good} {bad}");
        (await _workspace.RunAsync("bisect", good, bad, "--metric", "evaluate.acuracy")).Refuses(4, "IF427", "Did you mean 'evaluate.accuracy'?");
        (await _workspace.RunAsync("bisect", good, bad, "--metric", "accuracy")).Refuses(2, "IF427", "evaluate.accuracy, cross-validate.accuracy");
    }

    private static string Text(JsonNode found, string name) => found["causes"]!.AsArray().Single()![name]!.GetValue<string>();

    private async Task<string> RunAsync(params string[] options) => (await _workspace.JsonAsync(["run", "iris", .. options]))["run"]!.GetValue<string>();
}
