using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>What is wrong in a workflow is told with rule, place, near miss and what would be right, before anything runs.</summary>
public sealed class WorkflowAnswerTests : IDisposable
{
    private const string Flow = "workflows/iris/iris.flow.json";

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("\"target\": \"species\"", "\"target\": \"specie\"", "IF201", "'select.target'", "has no column 'specie'", "Did you mean 'species'?")]
    [InlineData("features.select-k-best", "features.select-k-bset", "IF102", "step 'select'", "no activity 'features.select-k-bset'", "Did you mean 'features.select-k-best'?")]
    [InlineData("\"maxCm\"", "\"maxCmm\"", "IF110", "'filter.maxCmm'", "no parameter 'maxCmm'", "Did you mean 'maxCm'?")]
    [InlineData("\"maxCm\": 7", "\"maxCm\": 700", "IF110", "'filter.maxCm'", "700 is out of range", "from 0 to 100")]
    [InlineData("\"maxCm\": 7", "\"maxCm\": \"x\"", "IF110", "'filter.maxCm'", "'x'", "is not a number")]
    [InlineData("filter.rows", "filtre.rows", "IF103", "'select.rows'", "no step 'filtre'", "Did you mean 'filter'?")]
    [InlineData("filter.rows", "filter.row", "IF104", "'select.rows'", "no output 'row'", "Did you mean 'rows'?")]
    [InlineData("\"model\": \"train.model\"", "\"model\": \"select.rows\"", "IF105", "'evaluate.model'", "'select.rows', which is a table", "It needs a model, such as train.model.")]
    [InlineData("\"model\": \"train.model\"", "\"modle\": \"train.model\"", "IF106", "'evaluate.modle'", "no input 'modle'", "Did you mean 'model'?")]
    [InlineData("\"model\": \"train.model\",", "", "IF107", "'evaluate.model'", "not wired", "It needs a model")]
    [InlineData("load.rows", "cross-validate.folds", "IF108", "step 'filter'", "filter → select → train → cross-validate → filter", "Take out one of these wires")]
    [InlineData("logistic-regression", "logistic-regresion", "IF110", "'train.trainer'", "no trainer 'logistic-regresion'", "Did you mean 'logistic-regression'?")]
    [InlineData("\"${k}\"", "\"${kk}\"", "IF113", "'select.k'", "${kk}", "Did you mean 'k'?")]
    public async Task A_wrong_workflow_is_answered(string right, string wrong, string rule, string place, string message, string expected)
    {
        Change(right, wrong);
        (await _workspace.RunAsync("run", "iris")).Refuses(2, rule, "iris.flow.json:", place, message, expected);
    }

    [Theory]
    [InlineData("\"maxCm\": 7", "\"maxCm\": 7 8", "IF001", "iris.flow.json:24:")]
    [InlineData("\"maxCm\": 7", "\"maxCm\": 7, \"maxCm\": 8", "IF002", "iris.flow.json:24:")]
    [InlineData("\"select\": {", "\"train\": {", "IF002", "The key 'train' stands here twice")]
    [InlineData("\"select\": {", "\"se.lect\": {", "IF006", "'se.lect' can't be a step's name")]
    [InlineData("\"select\": {", "\"\": {", "IF006", "'' can't be a step's name")]
    [InlineData("\"format\": 1", "\"format\": 99", "IF004", "The format 99 is not known")]
    [InlineData("\"from\": {", "\"form\": {", "IF007", "'form'")]
    public async Task A_malformed_file_is_answered_with_line_and_column(string right, string wrong, string rule, string message)
    {
        Change(right, wrong);
        var result = await _workspace.RunAsync("run", "iris");
        result.Refuses(2, rule, message);
        Assert.Matches(@"iris\.flow\.json:\d+:\d+", result.Error);
    }

    [Fact]
    public async Task All_findings_are_told_at_once()
    {
        Change("\"maxCm\": 7", "\"maxCm\": 700");
        Change("model.train", "model.trian");
        var result = await _workspace.RunAsync("run", "iris");
        Assert.All(new[] { "IF110", "IF102" }, rule => Assert.Contains($"error {rule}", result.Error));
    }

    [Fact]
    public async Task Check_finds_what_a_run_would_refuse()
    {
        Change("\"target\": \"species\"", "\"target\": \"specie\"");
        (await _workspace.RunAsync("check", "iris")).Refuses(2, "IF201", "Did you mean 'species'?");
    }

    [Fact]
    public async Task Check_finds_where_code_and_file_differ()
    {
        Change("\"maxCm\": 7", "\"maxCm\": 6");
        (await _workspace.RunAsync("check", "iris")).Refuses(2, "IF116", "irisflow check iris --write");
    }

    [Fact]
    public async Task Nothing_runs_when_the_workflow_is_wrong()
    {
        Change("\"maxCm\": 7", "\"maxCm\": 700");
        await _workspace.RunAsync("run", "iris");
        Assert.Empty((await _workspace.JsonAsync("runs")).AsArray());
    }

    [Fact]
    public async Task An_unknown_workflow_is_answered_with_the_near_miss() =>
        (await _workspace.RunAsync("run", "irsi")).Refuses(4, "IF", "There is no workflow 'irsi'", "Did you mean 'iris'?");

    [Fact]
    public async Task A_file_that_is_no_json_object_is_refused()
    {
        _workspace.Write(Flow, "[]");
        (await _workspace.RunAsync("run", "iris")).Refuses(2, "IF003", "one JSON object");
    }

    private void Change(string right, string wrong)
    {
        var text = _workspace.Read(Flow);
        Assert.Contains(right, text);
        _workspace.Write(Flow, text.Replace(right, wrong));
    }
}
