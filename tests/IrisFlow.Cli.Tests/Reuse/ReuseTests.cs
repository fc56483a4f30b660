using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class ReuseTests : IAsyncLifetime
{
    private const string Flow = "workflows/iris/iris.flow.json";
    private const string Data = "workflows/iris/data/iris.csv";
    private static readonly string[] All = ["load", "filter", "select", "train", "evaluate", "cross-validate"];

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public Task InitializeAsync() => _workspace.JsonAsync("run", "iris");

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_unchanged_run_reuses_everything() => Assert.Equal(All, (await RunAsync()).StepsThat("reused"));

    [Fact]
    public async Task A_reused_step_has_its_metrics() => Assert.Equal(138, (await RunAsync()).Metric("evaluate.rows"));

    [Theory]
    [InlineData("--set", "select.k=3")]
    [InlineData("--param", "k=3")]
    public async Task A_changed_parameter_reruns_only_what_depends_on_it(string option, string value) =>
        Assert.Equal("load:reused filter:reused select:succeeded train:succeeded evaluate:succeeded cross-validate:succeeded", (await RunAsync(option, value)).States());

    [Theory]
    [InlineData("--set", "select.k={0}")]
    [InlineData("--param", "k={0}")]
    public async Task Going_back_to_the_old_value_reruns_nothing(string option, string value)
    {
        await RunAsync(option, string.Format(value, 3));
        Assert.Equal(All, (await RunAsync(option, string.Format(value, 2))).StepsThat("reused"));
    }

    [Theory]
    [InlineData("train.trainer={\"kind\":\"gaussian-naive-bayes\"}")]
    [InlineData("train.trainer=gaussian-naive-bayes")]
    public async Task Another_trainer_reruns_from_training_on(string trainer) =>
        Assert.Equal(["train", "evaluate", "cross-validate"], (await RunAsync("--set", trainer)).StepsThat("succeeded"));

    [Fact]
    public async Task Another_trainer_trains_another_model()
    {
        await RunAsync("--set", "train.trainer=gaussian-naive-bayes");
        Assert.Contains("variance", (await _workspace.TableAsync("train.model")).Rows().Select(r => r["parameter"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_renamed_step_is_reused()
    {
        _workspace.Write(Flow, _workspace.Read(Flow).Replace("\"select\": {", "\"best\": {").Replace("select.rows", "best.rows"));
        Assert.Equal(["load", "filter", "best", "train", "evaluate", "cross-validate"], (await RunAsync()).StepsThat("reused"));
    }

    [Fact]
    public async Task A_moved_file_is_reused()
    {
        File.Move(_workspace.At(Data), _workspace.At("workflows/iris/flowers.csv"));
        _workspace.Write(Flow, _workspace.Read(Flow).Replace("data/iris.csv", "flowers.csv"));
        Assert.Equal(All, (await RunAsync()).StepsThat("reused"));
    }

    [Fact]
    public async Task A_reordered_workflow_file_is_reused()
    {
        _workspace.Write(Flow, Reversed(JsonNode.Parse(_workspace.Read(Flow))!)!.ToJsonString());
        Assert.Equal(All.Order(), (await RunAsync()).StepsThat("reused").Order());
    }

    [Fact]
    public async Task A_file_written_again_with_equal_content_is_reused()
    {
        _workspace.Write("copy.csv", _workspace.Read(Data));
        File.Move(_workspace.At("copy.csv"), _workspace.At(Data), overwrite: true);
        File.SetLastWriteTimeUtc(_workspace.At(Data), DateTime.UnixEpoch);
        Assert.Equal(All, (await RunAsync()).StepsThat("reused"));
    }

    [Fact]
    public async Task A_copied_workspace_is_reused()
    {
        using var copy = ProgramWorkspace.Empty();
        foreach (var file in Directory.EnumerateFiles(_workspace.Root, "*", SearchOption.AllDirectories))
        {
            copy.Write(Path.GetRelativePath(_workspace.Root, file), File.ReadAllBytes(file));
        }

        Assert.Equal(All, (await copy.JsonAsync("run", "iris")).StepsThat("reused"));
    }

    [Fact]
    public async Task A_change_in_a_row_that_is_filtered_away_is_cut_off_after_the_filter()
    {
        // The longest sepal of all: the filter at 7.0 drops it.
        Assert.Contains("7.9,3.8,6.4,2.0,virginica", _workspace.Read(Data));
        _workspace.Write(Data, _workspace.Read(Data).Replace("7.9,3.8,6.4,2.0,virginica", "7.8,3.8,6.4,2.0,virginica"));
        Assert.Equal("load:succeeded filter:succeeded select:reused train:reused evaluate:reused cross-validate:reused", (await RunAsync()).States());
    }

    [Fact]
    public async Task A_change_in_a_row_that_is_kept_reruns_everything()
    {
        _workspace.Write(Data, _workspace.Read(Data).Replace("5.1,3.5,1.4,0.2,setosa", "5.1,3.5,1.5,0.2,setosa"));
        Assert.Equal(All, (await RunAsync()).StepsThat("succeeded"));
    }

    private Task<JsonNode> RunAsync(params string[] arguments) => _workspace.JsonAsync(["run", "iris", .. arguments]);

    private static JsonNode? Reversed(JsonNode? node) =>
        node is JsonObject o ? new JsonObject(o.Reverse().Select(p => KeyValuePair.Create(p.Key, Reversed(p.Value)))) : node?.DeepClone();
}
