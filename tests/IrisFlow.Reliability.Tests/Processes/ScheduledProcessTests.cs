using System.Diagnostics;
using System.Text.Json.Nodes;
using IrisFlow.Sqlite;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests.Processes;

/// <summary>Three real servers on one workspace whose schedule comes due each second, killed in turn.</summary>
public sealed class ScheduledProcessTests
{
    private const int Wanted = 8;

    [Fact]
    public async Task Servers_that_are_killed_in_turn_run_each_tick_at_most_once_and_each_second_has_an_outcome()
    {
        using var files = ProgramWorkspace.Of(
            "often",
            """
            {
              "format": 1,
              "workflow": "often",
              "parameters": { "scheduledFor": { "type": "string" } },
              "schedule": { "cron": "* * * * * *", "zone": "UTC" },
              "steps": { "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } } }
            }
            """,
            ("rows.csv", "n\n1\n2\n"));
        var servers = new List<Process>();
        for (var i = 0; i < 3; i++)
        {
            servers.Add(await ServeAsync(files));
        }

        using var store = SqliteRunStore.Open(files.At("artifacts/irisflow.db"));
        for (var round = 0; round < 3; round++)
        {
            // What a kill may fall into is a matter of chance; how often is not.
            await UntilAsync(() => store.Ticks("often", null, 1000).Count(t => t.Outcome == TickOutcome.Started) >= (round + 1) * Wanted / 4);
            servers[round].Kill();
            servers.Add(await ServeAsync(files));
        }

        await UntilAsync(() => store.Ticks("often", null, 1000).Count(t => t.Outcome == TickOutcome.Started) >= Wanted);
        servers.ForEach(s => s.Kill());
        await Task.WhenAll(servers.Select(s => s.WaitForExitAsync()));

        // A process that a server has started goes on without it, and may be about to begin its run.
        await UntilAsync(() => !Directory.EnumerateDirectories("/proc").Any(process => CommandLine(process).Contains(files.Root, StringComparison.Ordinal)));

        var ticks = store.Ticks("often", null, 1000);
        var started = ticks.Where(t => t.Outcome == TickOutcome.Started).ToList();
        var runs = store.Runs("often", 1000);

        // One row for each second from the first to the last, and for each that began exactly the run that it names.
        Assert.Equal((int)(ticks[0].At - ticks[^1].At).TotalSeconds + 1, ticks.Count);
        Assert.Equal(started.Select(t => t.Run).Order(), runs.Select(r => (string?)r.Id).Order());
        Assert.Equal(runs.Count, runs.Select(r => (string?)JsonNode.Parse(r.Parameters)!["scheduledFor"]).Distinct().Count());
        Assert.All(started, t => Assert.Equal(Tick.Text(t.At), (string?)JsonNode.Parse(store.FindRun(t.Run!)!.Parameters)!["scheduledFor"]));
        Assert.All(ticks, t => Assert.NotEmpty(t.Reason));
        servers.ForEach(s => s.Dispose());
    }

    private static async Task<Process> ServeAsync(ProgramWorkspace files)
    {
        var server = files.Start("serve", "--port", "0", "--json");
        Assert.NotNull(await server.StandardOutput.ReadLineAsync());
        return server;
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Yield();
        }
    }
}
