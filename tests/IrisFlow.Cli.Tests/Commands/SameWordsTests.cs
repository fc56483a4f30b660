using System.Text.RegularExpressions;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>A command says byte by byte the same in a pipe and on a terminal, where colour is all that may come to it.</summary>
public partial class SameWordsTests(RanIris ran) : IClassFixture<RanIris>
{
    [Theory]
    [InlineData("runs --state succeeded", 0)]
    [InlineData("show RUN", 0)]
    [InlineData("plan iris", 0)]
    [InlineData("why RUN select", 0)]
    [InlineData("logs RUN train", 0)]
    [InlineData("history iris", 0)]
    [InlineData("changes iris 1 2", 0)]
    [InlineData("changes iris 1 2 --exit-code", 3)]
    [InlineData("fmt --check iris", 0)]
    [InlineData("compare RUN OTHER", 0)]
    [InlineData("diff RUN OTHER", 0)]
    [InlineData("lineage RUN select.rows --column species", 0)]
    [InlineData("activities model.train", 0)]
    [InlineData("cancel RUN", 5)]
    [InlineData("changes iris 1 99", 4)]
    [InlineData("compare RUN nothing", 4)]
    [InlineData("lineage RUN load --column specis", 4)]
    [InlineData("token revoke nothing", 4)]
    [InlineData("runs --state fine", 2)]
    [InlineData("fmt wrongly", 4)]
    public async Task A_terminal_is_told_what_a_pipe_is_told(string command, int code)
    {
        string[] arguments = [.. command.Replace("RUN", ran.Run).Replace("OTHER", ran.Other).Split(' '), "--quiet"];
        var line = "irisflow " + string.Join(' ', arguments);

        var pipe = await ran.Workspace.RunAsync(arguments);
        var plain = await TerminalAsync(line, ("NO_COLOR", "1"));
        var coloured = await TerminalAsync(line);

        Assert.Equal((code, code, code), (pipe.ExitCode, plain.ExitCode, coloured.ExitCode));
        Assert.True(code is 0 or 3 ? pipe.Error.Length == 0 && pipe.Out.Length + (arguments[0] == "fmt" ? 1 : 0) > 0 : pipe.Out.Length == 0 && pipe.Error.StartsWith("error IF", StringComparison.Ordinal), pipe.ToString());
        Assert.DoesNotContain('\e', pipe.Out + pipe.Error);
        Assert.Equal(pipe.Out + pipe.Error, Keypad().Replace(plain.Out, "").Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Equal(pipe.Out + pipe.Error, Colour().Replace(Keypad().Replace(coloured.Out, ""), "").Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    // The runtime tells every terminal how its keys are to be sent; that shows nowhere.
    [GeneratedRegex("\\e\\[\\?1[hl]|\\e[=>]")]
    private static partial Regex Keypad();

    [GeneratedRegex("\\e\\[[0-9;]*m")]
    private static partial Regex Colour();

    private Task<ProgramResult> TerminalAsync(string command, params (string Name, string Value)[] environment) =>
        PublishedProgram.RunOtherAsync("script", ran.Workspace.Root, ["-qec", command, "/dev/null"], environment.ToDictionary(e => e.Name, e => (string?)e.Value));
}
