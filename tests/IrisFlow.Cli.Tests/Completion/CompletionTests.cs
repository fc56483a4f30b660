using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public class CompletionTests(RanIris ran) : IClassFixture<RanIris>
{
    private const string Complete = """
        eval "$(irisflow completion bash)"
        COMP_LINE=$1
        COMP_POINT=${#COMP_LINE}
        read -ra COMP_WORDS <<<"$COMP_LINE"
        if [[ $COMP_LINE == *' ' ]]; then COMP_WORDS+=(""); fi
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _irisflow
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    [Theory]
    [InlineData("irisflow pl", "plan")]
    [InlineData("irisflow new w", "workflow")]
    [InlineData("irisflow run i", "iris")]
    [InlineData("irisflow plan ", "iris")]
    [InlineData("irisflow run iris --from tr", "train")]
    [InlineData("irisflow run iris --skip cross", "cross-validate")]
    [InlineData("irisflow run iris --stale", "--stale-ok")]
    [InlineData("irisflow completion fi", "fish")]
    [InlineData("irisflow why la", "latest")]
    [InlineData("irisflow why latest cross", "cross-validate")]
    [InlineData("irisflow why-not ir", "iris")]
    [InlineData("irisflow why-not iris cross", "cross-validate")]
    public async Task Bash_completes(string line, string completed) =>
        Assert.Contains(completed, (await BashAsync(line)).Out.Split('\n'));

    [Theory]
    [InlineData("irisflow pl", "run")]
    [InlineData("irisflow run iris --from tr", "select")]
    public async Task Bash_offers_only_what_fits(string line, string other) =>
        Assert.DoesNotContain(other, (await BashAsync(line)).Out.Split('\n'));

    [Fact]
    public async Task Nothing_is_said_where_there_is_nothing_to_complete()
    {
        using var empty = ProgramWorkspace.Empty();
        Assert.Empty((await PublishedProgram.RunOtherAsync("bash", empty.Root, ["-c", Complete, "bash", "irisflow run iris --from x"])).Out.Trim());
    }

    [Theory]
    [InlineData("bash", "complete -F _irisflow irisflow")]
    [InlineData("zsh", "#compdef irisflow")]
    [InlineData("fish", "complete -c irisflow")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName irisflow")]
    public async Task There_is_a_script_for_each_shell(string shell, string line) =>
        Assert.Contains(line, (await ran.Workspace.RunAsync("completion", shell)).Out);

    private Task<ProgramResult> BashAsync(string line) =>
        PublishedProgram.RunOtherAsync("bash", ran.Workspace.Root, ["--norc", "-c", Complete, "bash", line]);
}
