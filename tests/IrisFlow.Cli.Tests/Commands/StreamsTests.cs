using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>Results on stdout, talk on stderr, colour only where somebody looks.</summary>
public sealed class StreamsTests : IDisposable
{
    private const char Escape = '\e';

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("steps", "cross-validate  succeeded")]
    [InlineData("accuracy", "evaluate.accuracy            0.956522")]
    [InlineData("confusion matrix", "  virginica                  0                     3                   35")]
    [InlineData("on which rows", "evaluate: On the rows the model was trained on")]
    [InlineData("rows", "filter          succeeded   138")]
    public async Task A_run_ends_with_a_summary_on_stdout(string part, string line) =>
        Assert.True((await _workspace.RunAsync("run", "iris")).Out.Contains(line), part);

    [Fact]
    public async Task The_summary_says_where_the_checkpoints_are()
    {
        var line = (await _workspace.RunAsync("run", "iris")).Out.Split('\n').Single(l => l.StartsWith("checkpoints: "));
        Assert.True(File.Exists(Path.Combine(line["checkpoints: ".Length..], "train", "model.parquet")), line);
    }

    [Fact]
    public async Task Progress_goes_to_stderr() =>
        Assert.Contains("train: succeeded, 9 rows", (await _workspace.RunAsync("run", "iris")).Error);

    [Fact]
    public async Task Quiet_leaves_stderr_empty() => Assert.Empty((await _workspace.RunAsync("run", "iris", "--quiet")).Error);

    [Fact]
    public async Task A_document_leaves_stderr_empty() => Assert.Empty((await _workspace.RunAsync("run", "iris", "--json")).Error);

    [Fact]
    public async Task An_error_leaves_stdout_empty() => Assert.Empty((await _workspace.RunAsync("run", "irsi")).Out);

    [Fact]
    public async Task There_is_no_control_sequence_in_a_pipe()
    {
        var result = await _workspace.RunAsync("run", "iris");
        Assert.DoesNotContain(Escape, result.Out + result.Error);
    }

    [Fact]
    public async Task There_is_no_control_sequence_in_a_piped_error() =>
        Assert.DoesNotContain(Escape, (await _workspace.RunAsync("run", "irsi")).Error);

    [Fact]
    public async Task Colour_can_be_asked_for_in_a_pipe() =>
        Assert.Contains($"{Escape}[", (await _workspace.RunAsync("run", "iris", "--color", "always")).Out);

    [Fact]
    public async Task A_terminal_shows_live_progress_drawn_over_itself() =>
        Assert.Matches($"{Escape}\\[[0-9]+A", (await TerminalAsync("irisflow run iris")).Out);

    [Fact]
    public async Task A_terminal_shows_colour() => Assert.Matches($"{Escape}\\[[0-9;]+m", (await TerminalAsync("irisflow run iris")).Out);

    [Theory]
    [InlineData("irisflow run iris")]
    [InlineData("irisflow run irsi")]
    public async Task A_terminal_shows_no_colour_under_no_color(string command) =>
        Assert.DoesNotMatch($"{Escape}\\[[0-9;]*m", (await TerminalAsync(command, ("NO_COLOR", "1"))).Out);

    [Fact]
    public async Task A_terminal_without_abilities_shows_no_control_sequence() =>
        Assert.DoesNotMatch($"{Escape}\\[[0-9;]*[mA]", (await TerminalAsync("irisflow run iris", ("TERM", "dumb"))).Out);

    [Theory]
    [InlineData("run iris", 0)]
    [InlineData("run iris --set filter.maxCm=0", 1)]
    [InlineData("run iris --bogus", 2)]
    [InlineData("run irsi", 4)]
    [InlineData("show nothing", 4)]
    [InlineData("--version", 0)]
    [InlineData("run --help", 0)]
    public async Task The_exit_code_says_how_it_ended(string command, int code) =>
        Assert.Equal(code, (await _workspace.RunAsync(command.Split(' '))).ExitCode);

    [Fact]
    public async Task Help_calls_the_program_by_its_name() =>
        Assert.Contains("irisflow run <workflow> [options]", (await _workspace.RunAsync("run", "--help")).Out);

    /// <summary>Runs a command on a terminal of its own.</summary>
    private Task<ProgramResult> TerminalAsync(string command, params (string Name, string Value)[] environment) =>
        PublishedProgram.RunOtherAsync("script", _workspace.Root, ["-qec", command, "/dev/null"], environment.ToDictionary(e => e.Name, e => (string?)e.Value));
}
