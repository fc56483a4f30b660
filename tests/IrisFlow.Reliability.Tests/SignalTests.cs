using System.Diagnostics;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

public class SignalTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_cancels_the_run_and_keeps_what_was_committed(string signal)
    {
        using var workspace = Trouble.Workspace("wait");
        using var process = Start(workspace);
        await UntilSaidAsync(process, Trouble.Waiting);
        await workspace.UntilAsync("SELECT 1 FROM cache WHERE step = 'load'");
        await SendAsync(signal, process);
        await process.WaitForExitAsync();

        var run = (await workspace.JsonAsync("runs"))[0]!;
        var again = await workspace.JsonAsync("run", "trouble", "--set", "after.how=pass on");

        Assert.Equal(130, process.ExitCode);
        Assert.Equal("cancelled", (string)run["state"]!);
        Assert.Equal("reused", again.States()["load"]);
        await workspace.MustBeWholeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_second_Ctrl_C_ends_a_step_that_does_not_listen()
    {
        using var workspace = Trouble.Workspace("not listen");
        using var process = Start(workspace);
        await UntilSaidAsync(process, Trouble.Waiting);
        await SendAsync("INT", process);
        await UntilSaidAsync(process, "Press Ctrl-C again");
        await SendAsync("INT", process);
        await process.WaitForExitAsync();

        var run = (await workspace.JsonAsync("runs"))[0]!;

        Assert.Equal(130, process.ExitCode);
        Assert.Equal("interrupted", (string)run["state"]!);
        await workspace.MustBeWholeAsync();
    }

    /// <summary>Starts the program as a terminal would: whoever started the tests in the background made them deaf to Ctrl-C.</summary>
    private static Process Start(ProgramWorkspace workspace)
    {
        var start = PublishedProgram.StartInfo(workspace.Root, ["--default-signal=INT", PublishedProgram.Path, "run", "trouble"]);
        start.FileName = "env";
        return Process.Start(start)!;
    }

    private static async Task UntilSaidAsync(Process process, string sentence)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(sentence, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The program ended without saying '{sentence}'.");
    }

    private static async Task SendAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
