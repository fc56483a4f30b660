using System.Diagnostics;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

public class KilledRunTests
{
    private const int Seed = 20260229;

    [Fact]
    public async Task A_run_killed_at_any_instant_loses_nothing_that_was_committed()
    {
        var expected = await UndisturbedAsync();
        var watch = Stopwatch.StartNew();
        await UndisturbedAsync();
        var (duration, random, kills, inTheMiddle) = (watch.Elapsed, new Random(Seed), Tracked.Count("IRISFLOW_KILLS", 60), 0);

        for (var i = 0; i < kills; i++)
        {
            using var workspace = ProgramWorkspace.Iris();
            await KillAsync(workspace, duration * ((i + random.NextDouble()) / kills));

            await workspace.MustBeWholeAsync();
            var committed = await workspace.CommittedAsync();
            inTheMiddle += committed.Count is > 0 and < 6 ? 1 : 0;

            var again = await workspace.JsonAsync("run", "iris");
            Assert.All(committed, step => Assert.Equal("reused", again.States()[step]));
            Assert.Equal(expected, again.Digests());
            await workspace.MustBeWholeAsync();
        }

        Assert.True(inTheMiddle > 0, "No run was killed between its first commit and its last: the instants are badly chosen.");
    }

    [Theory]
    [InlineData("fsync", false)]
    [InlineData("fsync", true)]
    [InlineData("rename", true)]
    [InlineData("pwrite64", true)]
    public async Task Killed_at_any_call_that_makes_something_durable_the_database_names_only_whole_files(string call, bool databaseIsThere)
    {
        var expected = await SmallAsync();
        for (var n = 1; ; n++)
        {
            using var workspace = Small.Workspace();
            if (databaseIsThere)
            {
                await workspace.RunAsync("runs");
            }

            var (result, reached) = await workspace.InjectAsync(call, "signal=KILL", n, "run", Small.Name);
            await workspace.MustBeWholeAsync();
            if (!reached)
            {
                Assert.Equal(0, result.ExitCode);
                Assert.True(n > 1, $"{call} was never called: {result}");
                return;
            }

            var committed = await workspace.CommittedAsync();
            var again = await workspace.JsonAsync("run", Small.Name);
            Assert.All(committed, step => Assert.Equal("reused", again.States()[step]));
            Assert.Equal(expected, again.Digests());
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_whose_process_is_gone_is_shown_as_interrupted_never_as_running()
    {
        using var workspace = Trouble.Workspace("wait");
        using var process = workspace.Start("run", "trouble");
        await workspace.UntilAsync("SELECT 1 FROM steps WHERE step = 'after' AND state = 'running'");
        process.Kill();
        await process.WaitForExitAsync();

        var run = (await workspace.JsonAsync("runs"))[0]!;
        var shown = await workspace.JsonAsync("show");

        Assert.Equal("interrupted", (string)run["state"]!);
        Assert.DoesNotContain("running", run.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("interrupted", (string)shown["state"]!);
        Assert.Equal("cancelled", shown.States()["after"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_that_goes_on_in_another_process_is_shown_as_running()
    {
        using var workspace = Trouble.Workspace("wait");
        using var process = workspace.Start("run", "trouble");
        await workspace.UntilAsync("SELECT 1 FROM steps WHERE step = 'after' AND state = 'running'");

        var run = (await workspace.JsonAsync("runs"))[0]!;
        process.Kill();
        await process.WaitForExitAsync();

        Assert.Equal("running", (string)run["state"]!);
    }

    private static async Task<IReadOnlyDictionary<string, string>> UndisturbedAsync()
    {
        using var workspace = ProgramWorkspace.Iris();
        return (await workspace.JsonAsync("run", "iris")).Digests();
    }

    private static async Task<IReadOnlyDictionary<string, string>> SmallAsync()
    {
        using var workspace = Small.Workspace();
        return (await workspace.JsonAsync("run", Small.Name)).Digests();
    }

    private static async Task KillAsync(ProgramWorkspace workspace, TimeSpan after)
    {
        using var process = workspace.Start("run", "iris");
        using var instant = new CancellationTokenSource(after);
        try
        {
            await process.WaitForExitAsync(instant.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
