using System.Diagnostics;
using IrisFlow.Reliability.Tests.Sequences;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests.Processes;

/// <summary>A database that another process holds, or that an older version wrote.</summary>
public class SharedDatabaseTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_run_waits_for_a_database_that_another_holds_and_goes_on_when_it_is_free()
    {
        using var workspace = Small.Workspace();
        await workspace.RunAsync("runs");
        using var holder = await HoldAsync(workspace, "BEGIN EXCLUSIVE;");
        using var process = workspace.Start("run", Small.Name);
        await Gated.UntilAsync(() => Opened(process, "irisflow.db"));
        await holder.StandardInput.WriteLineAsync("COMMIT;");

        var result = await process.EndAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        await EndAsync(holder);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_database_that_is_held_for_longer_than_thirty_seconds_ends_the_run_with_exit_code_5()
    {
        using var workspace = Small.Workspace();
        await workspace.RunAsync("runs");
        using var holder = await HoldAsync(workspace, "BEGIN EXCLUSIVE;");

        var result = await workspace.RunAsync("run", Small.Name, "--json");
        await EndAsync(holder);

        Assert.Equal(5, result.ExitCode);
        Assert.Equal("IF602", (string)result.Json["error"]!["findings"]![0]!["rule"]!);
        Assert.Equal(0, (await workspace.RunAsync("run", Small.Name)).ExitCode);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_long_reader_stops_nobody_and_the_log_is_gone_when_it_ends()
    {
        using var workspace = Small.Workspace();
        await workspace.RunAsync("runs");
        using var reader = await HoldAsync(workspace, "BEGIN; SELECT count(*) FROM runs;");
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(0, (await workspace.RunAsync("run", Small.Name, "--force", "load")).ExitCode);
        }

        Assert.Equal(0, (await workspace.RunAsync("runs")).ExitCode);
        await EndAsync(reader);
        await workspace.RunAsync("run", Small.Name);

        Assert.False(File.Exists(workspace.Database() + "-wal") && new FileInfo(workspace.Database() + "-wal").Length > 4 << 20);
        Assert.Equal(5, (await workspace.QueryAsync("SELECT id FROM runs")).Count);
    }

    [Theory]
    [InlineData("write")]
    [InlineData("fsync")]
    [InlineData("rename")]
    public async Task An_upgrade_that_is_killed_at_any_call_is_done_by_the_next_process(string call)
    {
        using var workspace = Small.Workspace();
        var run = (string)(await workspace.JsonAsync("run", Small.Name))["run"]!;
        OlderDatabase.Replace(workspace.Database());
        await workspace.PutAsideAsync();
        for (var n = 1; ; n += call == "write" ? 1 + (n / 4) : 1)
        {
            await workspace.BringBackAsync();
            var (result, reached) = await workspace.InjectAsync(call, "signal=KILL", n, "runs", "--json");
            if (!reached)
            {
                Assert.True(result.ExitCode == 0 && n > 1, result.ToString());
                return;
            }

            var runs = await workspace.JsonAsync("runs");
            Assert.Equal(run, (string)runs[0]!["run"]!);
            Assert.Equal(3, (int)(await workspace.QueryAsync("PRAGMA user_version"))[0]["user_version"]!);
            var copy = await PublishedProgram.RunOtherAsync("sqlite3", workspace.Root, [workspace.Database() + ".v1.bak", "PRAGMA integrity_check; PRAGMA user_version; SELECT id FROM runs"]);
            Assert.Equal($"ok\n1\n{run}\n", copy.Out);
        }
    }

    [Fact]
    public async Task Of_processes_that_find_an_older_database_at_once_one_upgrades_it_and_all_go_on()
    {
        using var workspace = Small.Workspace();
        await workspace.JsonAsync("run", Small.Name);
        OlderDatabase.Replace(workspace.Database());
        await workspace.PutAsideAsync();
        for (var round = 0; round < Tracked.Count("IRISFLOW_ROUNDS", 5); round++)
        {
            await workspace.BringBackAsync();

            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => workspace.RunAsync("runs")));

            Assert.All(results, r => Assert.True(r.ExitCode == 0, r.ToString()));
            var copy = await PublishedProgram.RunOtherAsync("sqlite3", workspace.Root, [workspace.Database() + ".v1.bak", "PRAGMA user_version"]);
            Assert.Equal("1\n", copy.Out);
        }
    }

    [Fact]
    public async Task A_run_of_an_older_version_is_shown_resumed_and_forked()
    {
        using var workspace = Gated.Workspace();
        var run = await workspace.InterruptedAsync();
        OlderDatabase.Replace(workspace.Database());
        workspace.Go();

        Assert.Equal("interrupted", (string)(await workspace.JsonAsync("show", run))["state"]!);
        var resumed = await workspace.JsonAsync("resume", run);
        var forked = await workspace.JsonAsync("fork", run);

        Assert.Equal(run, (string)resumed["run"]!);
        Assert.Equal("succeeded", (string)resumed["state"]!);
        Assert.All(forked.States().Values, state => Assert.Equal("reused", state));
        Assert.Equal(resumed.Digests(), forked.Digests());
        await workspace.MustBeWholeAsync();
    }

    /// <summary>A shell that has begun something on the database and waits.</summary>
    private static async Task<Process> HoldAsync(ProgramWorkspace workspace, string sql)
    {
        var start = new ProcessStartInfo("sqlite3", [workspace.Database()]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var holder = Process.Start(start)!;
        await holder.StandardInput.WriteLineAsync(sql + " SELECT 'held';");
        while (await holder.StandardOutput.ReadLineAsync() != "held")
        {
            // The answer to what was begun comes first.
        }

        return holder;
    }

    private static async Task EndAsync(Process holder)
    {
        holder.StandardInput.Close();
        await holder.WaitForExitAsync();
    }

    private static bool Opened(Process process, string file)
    {
        try
        {
            return process.HasExited || Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd").Any(f => new FileInfo(f).LinkTarget?.EndsWith(file, StringComparison.Ordinal) == true);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
