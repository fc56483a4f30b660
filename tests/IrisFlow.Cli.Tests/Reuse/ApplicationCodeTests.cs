using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>C# under <c>workflows/</c> is compiled and loaded without a command of its own.</summary>
public sealed class ApplicationCodeTests : IDisposable
{
    private const string Code = "workflows/iris/RemoveLongSepals.cs";

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task An_activity_of_the_application_runs_without_an_extra_command() =>
        Assert.Equal("iris.remove-long-sepals", (await _workspace.JsonAsync("run", "iris", "--to", "filter")).Step("filter")["uses"]!.GetValue<string>());

    [Fact]
    public async Task A_change_in_the_code_is_picked_up_by_the_next_run()
    {
        await _workspace.JsonAsync("run", "iris", "--to", "filter");
        _workspace.Write(Code, _workspace.Read(Code).Replace("lengths.Span[row] <= MaxCm", "lengths.Span[row] < MaxCm - 2"));
        Assert.Equal(["filter"], (await _workspace.JsonAsync("run", "iris", "--to", "filter")).StepsThat("succeeded"));
    }

    [Fact]
    public async Task The_changed_code_is_what_runs()
    {
        await _workspace.JsonAsync("run", "iris", "--to", "filter");
        _workspace.Write(Code, _workspace.Read(Code).Replace("lengths.Span[row] <= MaxCm", "lengths.Span[row] < MaxCm - 2"));

        // Below 5.0 cm are 22 of the 150 flowers.
        Assert.Equal(22, (await _workspace.JsonAsync("run", "iris", "--to", "filter")).Output("filter.rows")["rows"]!.GetValue<int>());
    }

    [Fact]
    public async Task Code_that_does_not_compile_is_told_with_file_and_line()
    {
        _workspace.Write(Code, _workspace.Read(Code).Replace("var flowers = step.Read(Flowers);", "var flowers = step.Reed(Flowers);"));
        var line = _workspace.Read(Code).Split('\n').Index().First(l => l.Item.Contains("Reed")).Index + 1;
        (await _workspace.RunAsync("run", "iris")).Refuses(2, "IF701", $"RemoveLongSepals.cs:{line}:", "CS1061", "Reed");
    }

    [Fact]
    public async Task A_workspace_without_code_works()
    {
        using var workspace = ProgramWorkspace.Of(
            "plain",
            """{ "format": 1, "workflow": "plain", "steps": { "load": { "uses": "data.read-csv", "with": { "path": "a.csv" } } } }""",
            ("a.csv", "a,b\n1,x\n2,y\n"));
        Assert.Equal(2, (await workspace.JsonAsync("run", "plain")).Output("load.rows")["rows"]!.GetValue<int>());
    }
}
