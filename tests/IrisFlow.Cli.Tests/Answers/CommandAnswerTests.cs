using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>What is wrong with a command is told with what would be right.</summary>
public sealed class CommandAnswerTests : IDisposable
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("--set", "filter.maxCm", "IF803", "--set step.parameter=VALUE")]
    [InlineData("--set", "=7", "IF803", "--set step.parameter=VALUE")]
    [InlineData("--set", "filter=7", "IF114", "--set step.parameter=value")]
    [InlineData("--set", "train.trainer={\"kind\"", "IF803", "is not JSON")]
    [InlineData("--set", "filter.maxCm.x=7", "IF114", "'maxCm'")]
    [InlineData("--set", "filter.maxCm=700", "IF110", "from 0 to 100")]
    [InlineData("--set", "filter.maxCm=long", "IF110", "is not a number")]
    [InlineData("--set", "select.kk=3", "IF110", "Did you mean 'k'?")]
    [InlineData("--set", "select.k=99", "IF420", "k is at most 4")]
    [InlineData("--set", "train.trainer=gaussian-naive-bays", "IF110", "Did you mean 'gaussian-naive-bayes'?")]
    [InlineData("--set", "train.trainer.l3=1", "IF110", "Did you mean 'l2'?")]
    [InlineData("--set", "select.target=specis", "IF201", "Did you mean 'species'?")]
    [InlineData("--param", "k", "IF803", "--param name=VALUE")]
    [InlineData("--param", "kk=3", "IF111", "Did you mean 'k'?")]
    [InlineData("--param", "k=three", "IF112", "of type integer")]
    [InlineData("--with", "select.rows", "IF803", "--with step.port=SOURCE")]
    [InlineData("--from", "train.x", "IF404", "Its ports are")]
    public async Task A_wrong_option_is_answered(string option, string value, string rule, string expected) =>
        (await _workspace.RunAsync("run", "iris", option, value)).Refuses(2, rule, expected);

    [Theory]
    [InlineData("bogus", "irisflow --help")]
    [InlineData("run iris --bogus", "irisflow run --help")]
    [InlineData("run", "irisflow run --help")]
    [InlineData("completion tcsh", "irisflow completion --help")]
    [InlineData("new", "irisflow new --help")]
    public async Task A_command_that_is_not_understood_leads_to_its_help(string command, string help) =>
        (await _workspace.RunAsync(command.Split(' '))).Refuses(2, "IF802", $"Next: {help}");

    [Theory]
    [InlineData("rnu iris", "There is no command 'rnu'.", "Did you mean 'run'?")]
    [InlineData("why-nto iris load", "There is no command 'why-nto'.", "Did you mean 'why-not'?")]
    [InlineData("new wrkflow x", "There is no command 'wrkflow'.", "Did you mean 'workflow'?")]
    [InlineData("run iris --form load", "irisflow run has no option '--form'.", "Did you mean '--from'?")]
    [InlineData("show latest --jsno", "irisflow show has no option '--jsno'.", "Did you mean '--json'?")]
    public async Task A_command_or_option_that_is_nearly_one_is_named(string command, string message, string expected)
    {
        var result = await _workspace.RunAsync(command.Split(' '));
        result.Refuses(2, "IF802", message, expected);
        Assert.Single(result.Error.Split('\n'), l => l.StartsWith("error ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_workspace_that_is_not_there_is_not_found() =>
        (await _workspace.RunAsync("run", "iris", "--workspace", "nowhere")).Refuses(4, "IF801", "'nowhere'");

    [Theory]
    [InlineData("run", "\u001b[31mred")]
    [InlineData("show", "\u001b]0;title\u0007")]
    [InlineData("activities", "\u009b31m")]
    public async Task A_name_that_would_steer_the_terminal_is_shown_harmless(string command, string name)
    {
        var result = await _workspace.RunAsync(command, name);
        Assert.DoesNotContain(result.Error, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public async Task A_cell_that_would_steer_the_terminal_is_shown_harmless()
    {
        _workspace.Write("workflows/iris/data/iris.csv", _workspace.Read("workflows/iris/data/iris.csv").Replace("setosa", "\e[31mse\atosa\e[0m"));
        await _workspace.JsonAsync("run", "iris", "--to", "load");
        Assert.DoesNotContain((await _workspace.RunAsync("data", "latest", "load")).Out, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public async Task A_class_that_would_steer_the_terminal_is_shown_harmless_in_the_summary()
    {
        _workspace.Write("workflows/iris/data/iris.csv", _workspace.Read("workflows/iris/data/iris.csv").Replace("setosa", "\e[31mse\atosa\e[0m"));
        Assert.DoesNotContain((await _workspace.RunAsync("run", "iris")).Out, c => char.IsControl(c) && c != '\n');
    }
}
