using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private const string Flow = "workflows/iris/iris.flow.json";

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task The_iris_workflow_is_the_same_in_code_and_file() =>
        Assert.Empty((await _workspace.JsonAsync("check", "iris"))["findings"]!.AsArray());

    [Fact]
    public async Task The_iris_file_is_written_canonically()
    {
        var text = _workspace.Read(Flow);
        (await _workspace.RunAsync("check", "iris", "--write")).Succeeds();
        Assert.Equal(text, _workspace.Read(Flow));
    }

    [Fact]
    public async Task Without_a_name_every_workflow_is_checked()
    {
        await _workspace.RunAsync("new", "workflow", "flowers");
        Assert.Equal(["flowers", "iris"], (await _workspace.JsonAsync("check"))["workflows"]!.AsArray().Select(w => w!.GetValue<string>()));
    }
}
