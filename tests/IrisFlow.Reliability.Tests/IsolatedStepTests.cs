using System.Diagnostics;
using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

public class IsolatedStepTests
{
    [Theory(Timeout = 120_000)]
    [InlineData("overflow", "", "ended with signal 6 (SIGABRT)", "SpringTrap.Deeper")]
    [InlineData("hoard", ", \"memory\": \"64MiB\"", "OutOfMemoryException", "")]
    [InlineData("exit", "", "ended with exit code 3", "the trap is sprung")]
    [InlineData("fail fast", "", "ended with signal 6 (SIGABRT)", "beyond repair")]
    [InlineData("throw", "", "threw InvalidDataException", "the rows look wrong")]
    public async Task Whatever_its_code_does_to_its_process_costs_that_step_alone(string how, string policy, string ended, string said)
    {
        using var workspace = Trap.Workspace(how, policy);

        var result = await workspace.RunAsync("run", "trap", "--json");
        var shown = await workspace.JsonAsync("show");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("load:succeeded trap:failed after:cancelled beside:succeeded", States(result.Json));
        Assert.Equal("load:succeeded trap:failed after:cancelled beside:succeeded", States(shown));
        var error = (string)shown.Step("trap")["error"]!;
        Assert.Contains(ended, error, StringComparison.Ordinal);
        Assert.Contains(said, error, StringComparison.Ordinal);
        await workspace.MustBeWholeAsync();
        Assert.Empty(Directory.GetFiles(workspace.At("artifacts/objects/.tmp")));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_hang_is_ended_when_its_time_is_over()
    {
        using var workspace = Trap.Workspace("wait", ", \"timeout\": \"2s\"");

        var result = await workspace.RunAsync("run", "trap", "--json");

        Assert.Equal("load:succeeded trap:failed after:cancelled beside:succeeded", States(result.Json));
        Assert.Equal("IF903", (string)result.Json["error"]!["findings"]![0]!["rule"]!);
        await Trap.GoneAsync(workspace.Child()!.Value);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_kill_of_the_process_fails_the_step_and_names_the_signal()
    {
        using var workspace = Trap.Workspace("wait");
        using var process = workspace.Start("run", "trap", "--json");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        await SignalAsync("KILL", await workspace.ChildAsync(process));
        await process.WaitForExitAsync();

        var run = JsonNode.Parse(await output)!;

        Assert.Equal(1, process.ExitCode);
        Assert.Equal("load:succeeded trap:failed after:cancelled beside:succeeded", States(run));
        Assert.Contains("signal 9 (SIGKILL)", (string)run.Step("trap")["error"]!, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_process_that_died_is_tried_again_and_each_attempt_is_on_record()
    {
        using var workspace = Trap.Workspace("die once", ", \"retries\": 1, \"backoff\": \"0s\"");

        var run = await workspace.JsonAsync("run", "trap");

        Assert.Equal("succeeded", run.States()["trap"]);
        Assert.Equal(
            "failed succeeded",
            string.Join(' ', (await workspace.QueryAsync("SELECT state FROM attempts WHERE step = 'trap' ORDER BY attempt")).Select(r => (string)r["state"]!)));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_stack_that_overflowed_is_not_tried_again()
    {
        using var workspace = Trap.Workspace("overflow", ", \"retries\": 3, \"backoff\": \"0s\"");

        await workspace.RunAsync("run", "trap");

        Assert.Single(await workspace.QueryAsync("SELECT 1 FROM attempts WHERE step = 'trap'"));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("threads")]
    [InlineData("warn")]
    [InlineData("pass on")]
    public async Task A_step_that_succeeds_gives_what_it_gives_without_isolation(string how)
    {
        using var workspace = Trap.Workspace(how);
        using var usual = Trap.Workspace("pass on");
        usual.Write("workflows/trap/trap.flow.json", usual.Read("workflows/trap/trap.flow.json").Replace("\"isolate\": \"process\", ", "", StringComparison.Ordinal));

        await usual.RunAsync("run", "trap");

        var run = await workspace.JsonAsync("run", "trap");

        Assert.Equal((await usual.JsonAsync("show")).Digests(), run.Digests());
        Assert.Equal("reused", (await workspace.JsonAsync("run", "trap")).States()["trap"]);
        await workspace.MustBeWholeAsync();
        Assert.Empty(Directory.GetFiles(workspace.At("artifacts/objects/.tmp")));
    }

    [Fact(Timeout = 120_000)]
    public async Task What_an_isolated_step_warns_of_is_kept_with_the_run()
    {
        using var workspace = Trap.Workspace("warn");

        Assert.Contains("a word of warning", (await workspace.RunAsync("run", "trap")).Out, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("listen")]
    [InlineData("wait")]
    public async Task Cancelling_ends_the_process_whether_it_listens_or_not(string how)
    {
        using var workspace = Trap.Workspace(how);
        using var process = workspace.Start("run", "trap");
        var child = await workspace.ChildAsync(process);
        await SignalAsync("TERM", process.Id);
        await process.WaitForExitAsync();

        Assert.Equal(130, process.ExitCode);
        Assert.Equal("cancelled", (string)(await workspace.JsonAsync("runs"))[0]!["state"]!);
        await Trap.GoneAsync(child);
        await workspace.MustBeWholeAsync();
    }

    [Theory(Timeout = 120_000)]
    [InlineData("KILL", 1)]
    [InlineData("TERM", 2)]
    public async Task A_process_whose_parent_is_gone_ends_by_itself(string signal, int times)
    {
        using var workspace = Trap.Workspace("wait");
        using var process = workspace.Start("run", "trap");
        var child = await workspace.ChildAsync(process);
        for (var i = 0; i < times; i++)
        {
            await SignalAsync(signal, process.Id);
            if (times > 1 && i == 0)
            {
                while (await process.StandardError.ReadLineAsync() is { } line && !line.Contains("Press Ctrl-C again", StringComparison.Ordinal))
                {
                }
            }
        }

        await process.WaitForExitAsync();
        await Trap.GoneAsync(child);
        await workspace.MustBeWholeAsync();
    }

    private static string States(JsonNode run) => string.Join(' ', run["steps"]!.AsArray().Select(s => $"{s!["name"]}:{s["state"]}"));

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync();
    }
}
