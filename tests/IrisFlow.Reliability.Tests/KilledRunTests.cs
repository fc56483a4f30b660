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
        var (duration, random, kills) = (watch.Elapsed, new Random(Seed), Tracked.Count("IRISFLOW_KILLS", 60));

        for (var i = 0; i < kills; i++)
        {
            using var workspace = ProgramWorkspace.Iris();
            var said = await KillAsync(workspace, duration * ((i + random.NextDouble()) / kills));
            await (i % 2 == 0 ? MustGoOnAsync(workspace, said, expected) : MustResumeAsync(workspace, said, expected));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_step_whose_success_was_told_is_on_record_when_the_run_is_killed_at_that_moment(int told)
    {
        var expected = await UndisturbedAsync();
        using var workspace = ProgramWorkspace.Iris();
        using var process = workspace.Start("run", "iris");
        var said = "";
        while (Acknowledged(said).Count < told)
        {
            said += await process.StandardError.ReadLineAsync() + "\n";
        }

        process.Kill();
        said += await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        await MustGoOnAsync(workspace, said, expected);
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

    /// <summary>After a kill: all that was told is on record and whole, and the next run reuses it and ends as an undisturbed one.</summary>
    private static async Task MustGoOnAsync(ProgramWorkspace workspace, string said, IReadOnlyDictionary<string, string> expected)
    {
        await workspace.MustBeWholeAsync();
        var committed = await workspace.CommittedAsync();
        Assert.All(Acknowledged(said), step => Assert.Contains(step, committed));

        var again = await workspace.JsonAsync("run", "iris");
        Assert.All(committed, step => Assert.Equal("reused", again.States()[step]));
        Assert.Equal(expected, again.Digests());
        await workspace.MustBeWholeAsync();
    }

    /// <summary>The same, but the killed run itself goes on, where it had begun: its id stays, and what was committed is not run again.</summary>
    private static async Task MustResumeAsync(ProgramWorkspace workspace, string said, IReadOnlyDictionary<string, string> expected)
    {
        if ((await workspace.QueryAsync("SELECT id FROM runs WHERE state = 'running'")) is not [var killed])
        {
            await MustGoOnAsync(workspace, said, expected);
            return;
        }

        await workspace.MustBeWholeAsync();
        var committed = await workspace.CommittedAsync();
        var attempts = await AttemptsAsync(workspace);
        Assert.All(Acknowledged(said), step => Assert.Contains(step, committed));

        var resumed = await workspace.JsonAsync("resume", "latest");

        Assert.Equal((string)killed["id"]!, (string)resumed["run"]!);
        Assert.All(resumed.States().Values, state => Assert.Equal("succeeded", state));
        Assert.Equal(expected, resumed.Digests());
        var now = await AttemptsAsync(workspace);
        Assert.All(committed, step => Assert.Equal(attempts[step], now[step]));
        await workspace.MustBeWholeAsync();
    }

    private static async Task<Dictionary<string, int>> AttemptsAsync(ProgramWorkspace workspace) =>
        (await workspace.QueryAsync("SELECT step, count(*) AS times FROM attempts GROUP BY step")).ToDictionary(r => (string)r["step"]!, r => (int)r["times"]!);

    /// <summary>The steps that the program's progress says have succeeded; a line may be cut off by the kill.</summary>
    private static List<string> Acknowledged(string said) =>
        [.. said.Split('\n').Where(line => line.Contains(": succeeded,", StringComparison.Ordinal)).Select(line => line.Split(':')[0])];

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

    private static async Task<string> KillAsync(ProgramWorkspace workspace, TimeSpan after)
    {
        using var process = workspace.Start("run", "iris");
        var said = process.StandardError.ReadToEndAsync();
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

        return await said;
    }
}
