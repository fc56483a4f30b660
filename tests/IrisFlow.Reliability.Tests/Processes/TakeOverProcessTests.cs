using System.Diagnostics;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests.Processes;

/// <summary>Several processes on one run, and some that sleep.</summary>
public sealed class TakeOverProcessTests : IDisposable
{
    private readonly List<Process> _started = [];

    /// <summary>Whatever a test that failed has left is not left behind.</summary>
    public void Dispose()
    {
        foreach (var process in _started)
        {
            process.Kill();
            process.Dispose();
        }
    }

    [Fact(Timeout = 180_000)]
    public async Task Of_four_that_resume_a_run_one_works_and_one_that_sleeps_past_its_lease_is_replaced_and_refused()
    {
        using var workspace = Gated.Workspace();
        var run = await workspace.InterruptedAsync();
        var four = Enumerable.Range(0, 4).Select(_ => Start(workspace, "resume", "latest")).ToList();
        await workspace.UntilWaitingAsync([.. four.Select(p => p.Id)]);
        var winner = four.Single(p => File.Exists(workspace.At($"workflows/gated/waiting.{p.Id}")));

        foreach (var loser in four.Where(p => p != winner))
        {
            var refused = await loser.EndAsync();
            Assert.Equal(5, refused.ExitCode);
            Assert.Contains("IF608", refused.Error, StringComparison.Ordinal);
            Assert.Contains($"process {winner.Id} on {Environment.MachineName}, since 20", refused.Error, StringComparison.Ordinal);
        }

        await PauseAsync(workspace, winner);
        var other = await ReplaceAsync(workspace);
        workspace.Go();
        var done = await other.EndAsync();
        await winner.SignalAsync("CONT");
        var late = await winner.EndAsync();

        Assert.True(done.ExitCode == 0, done.ToString());
        Assert.True(late.ExitCode == 5, late.ToString());
        Assert.Contains("IF601", late.Error, StringComparison.Ordinal);
        var record = (await workspace.QueryAsync("SELECT id, state, epoch FROM runs"))[0];
        Assert.Equal((run, "succeeded", 3), ((string)record["id"]!, (string)record["state"]!, (int)record["epoch"]!));
        foreach (var step in await workspace.QueryAsync("SELECT step, count(*) AS times FROM attempts WHERE state = 'succeeded' GROUP BY step"))
        {
            Assert.Equal(1, (int)step["times"]!);
        }

        await workspace.MustBeWholeAsync();
    }

    [Theory(Timeout = 180_000)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task Shells_that_run_the_same_workflow_at_once_compute_each_key_once_and_succeed(int shells, bool oneIsKilled)
    {
        using var workspace = Gated.Workspace();
        var all = Enumerable.Range(0, shells).Select(_ => Start(workspace, "run", Gated.Name)).ToList();
        await workspace.UntilWaitingAsync([.. all.Select(p => p.Id)]);
        if (oneIsKilled)
        {
            var killed = all.Single(p => File.Exists(workspace.At($"workflows/gated/waiting.{p.Id}")));
            killed.Kill();
            await killed.EndAsync();
            all.Remove(killed);
            await workspace.UntilWaitingAsync([.. all.Select(p => p.Id)]);
        }

        workspace.Go();
        foreach (var process in all)
        {
            var result = await process.EndAsync();
            Assert.True(result.ExitCode == 0, result.ToString());
        }

        var computed = await workspace.QueryAsync("SELECT cache_key, count(*) AS times FROM steps WHERE state = 'succeeded' GROUP BY cache_key");
        Assert.Equal(4, computed.Count);
        Assert.All(computed, key => Assert.Equal(1, (int)key["times"]!));
        Assert.Equal(oneIsKilled ? 2 : 1, Directory.GetFiles(workspace.At("workflows/gated"), "waiting.*").Length);
        await workspace.MustBeWholeAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task However_often_shells_meet_each_key_is_computed_once()
    {
        for (var round = 0; round < Tracked.Count("IRISFLOW_ROUNDS", 8); round++)
        {
            using var workspace = Small.Workspace(rows: 2_000 + round);

            var runs = await Task.WhenAll(Enumerable.Range(0, 2 + (round % 2)).Select(_ => workspace.JsonAsync("run", Small.Name)));

            Assert.All(runs, run => Assert.Equal(runs[0].Digests(), run.Digests()));
            Assert.All(
                await workspace.QueryAsync("SELECT cache_key, count(*) AS times FROM steps WHERE state = 'succeeded' GROUP BY cache_key"),
                key => Assert.Equal(1, (int)key["times"]!));
        }
    }

    private Process Start(ProgramWorkspace workspace, params string[] arguments)
    {
        var process = workspace.StartWithLease(arguments);
        _started.Add(process);
        return process;
    }

    /// <summary>Stops a process at an instant at which it does not write: who sleeps in the middle of a transaction locks the database for all.</summary>
    private static async Task PauseAsync(ProgramWorkspace workspace, Process process)
    {
        while (true)
        {
            await process.SignalAsync("STOP");
            var alone = await PublishedProgram.RunOtherAsync("flock", workspace.Root, ["-n", "-x", workspace.Database() + "-gate", "true"]);
            if (alone.ExitCode == 0)
            {
                return;
            }

            await process.SignalAsync("CONT");
        }
    }

    /// <summary>Tries to resume until the lease of the sleeper is over: a process that works on the run.</summary>
    private async Task<Process> ReplaceAsync(ProgramWorkspace workspace)
    {
        while (true)
        {
            var process = Start(workspace, "resume", "latest");
            await Gated.UntilAsync(() => process.HasExited || File.Exists(workspace.At($"workflows/gated/waiting.{process.Id}")));
            if (!process.HasExited)
            {
                return process;
            }

            var refused = await process.EndAsync();
            Assert.True(refused.ExitCode == 5, refused.ToString());
        }
    }
}
