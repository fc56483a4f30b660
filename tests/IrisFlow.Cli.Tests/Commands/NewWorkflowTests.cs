using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class NewWorkflowTests : IDisposable
{
    private readonly ProgramWorkspace _folder = ProgramWorkspace.Empty();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_workflow_runs_at_once()
    {
        (await _folder.RunAsync("new", "workflow", "flowers", "--workspace", ".")).Succeeds();
        Assert.Equal("succeeded", (await _folder.JsonAsync("run", "flowers"))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_new_workflow_has_nothing_wrong()
    {
        await _folder.RunAsync("new", "workflow", "flowers", "--workspace", ".");
        Assert.Empty((await _folder.JsonAsync("check"))["findings"]!.AsArray());
    }

    [Fact]
    public async Task A_new_workflow_is_written_canonically()
    {
        await _folder.RunAsync("new", "workflow", "flowers", "--workspace", ".");
        var text = _folder.Read("workflows/flowers/flowers.flow.json");
        await _folder.RunAsync("check", "flowers", "--write");
        Assert.Equal(text, _folder.Read("workflows/flowers/flowers.flow.json"));
    }

    [Fact]
    public async Task A_workflow_that_is_there_is_not_overwritten()
    {
        await _folder.RunAsync("new", "workflow", "flowers", "--workspace", ".");
        (await _folder.RunAsync("new", "workflow", "flowers")).Refuses(2, "IF804", "irisflow run flowers");
    }

    [Theory]
    [InlineData("../flowers")]
    [InlineData("a b")]
    [InlineData(".")]
    public async Task A_name_that_is_no_folder_of_its_own_is_refused(string name) =>
        (await _folder.RunAsync("new", "workflow", name, "--workspace", ".")).Refuses(2, "IF006");

    [Fact]
    public async Task Outside_a_workspace_a_run_says_how_to_begin_one() =>
        (await _folder.RunAsync("run", "iris")).Refuses(4, "IF801", "irisflow new workflow");

    [Fact]
    public async Task A_workspace_is_found_from_a_folder_below_it()
    {
        await _folder.RunAsync("new", "workflow", "flowers", "--workspace", ".");
        (await PublishedProgram.RunAsync(_folder.At("workflows/flowers/data"), ["run", "flowers"])).Succeeds();
    }

    [Fact]
    public async Task A_workflow_can_be_named_by_the_path_of_its_file()
    {
        await _folder.RunAsync("new", "workflow", "flowers", "--workspace", ".");
        (await _folder.RunAsync("run", "workflows/flowers/flowers.flow.json")).Succeeds();
    }
}
