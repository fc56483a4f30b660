using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

public class SyncTests
{
    [Theory]
    [InlineData("fsync", "EIO", true, null)]
    [InlineData("fsync", "ENOSPC", false, null)]
    [InlineData("rename", "EIO", true, null)]
    [InlineData("rename", "ENOSPC", true, null)]
    [InlineData("pwrite64", "ENOSPC", true, null)]
    [InlineData("pwrite64", "EIO", true, null)]
    [InlineData("write", "ENOSPC", true, "artifacts/irisflow.db-wal")]
    [InlineData("write", "EIO", true, "artifacts/irisflow.db-wal")]
    [InlineData("openat", "EIO", true, "artifacts/irisflow.db")]
    [InlineData("openat", "EIO", true, "artifacts/irisflow.db-wal")]
    [InlineData("openat", "EIO", true, "artifacts/irisflow.db-gate")]
    [InlineData("openat", "ENOSPC", true, "artifacts/keys.lock")]
    [InlineData("openat", "EIO", true, "artifacts/objects")]
    [InlineData("openat", "EIO", true, "artifacts/objects/.tmp")]
    public async Task When_the_disk_refuses_nothing_is_acknowledged_that_is_not_on_record(string call, string error, bool databaseIsThere, string? path)
    {
        // The log is written in hundreds of small pieces; that many starts of the program would take minutes.
        for (var n = 1; ; n += call == "write" ? 1 + (n / 3) : 1)
        {
            using var workspace = Small.Workspace();
            if (databaseIsThere)
            {
                await workspace.RunAsync("runs");
                Directory.CreateDirectory(workspace.At("artifacts/objects/.tmp"));
            }

            var (result, reached) = await workspace.InjectAtAsync(path, call, $"error={error}", n, "run", Small.Name, "--json");
            await workspace.MustBeWholeAsync();
            var committed = await workspace.CommittedAsync();
            if (result.ExitCode == 0)
            {
                // Either the call was not reached, or only what tidies up after the last commit.
                Assert.Equal(["filter", "load"], committed.Order());
            }
            else
            {
                Assert.Contains(result.ExitCode, path is null ? [1] : new[] { 1, 2, 5 });
                Assert.Contains((string)result.Json["error"]!["findings"]![0]!["rule"]!, new[] { "IF504", "IF602", "IF603", "IF604", "IF606" });
                Assert.All(Succeeded(result), step => Assert.Contains(step, committed));
            }

            var again = await workspace.JsonAsync("run", Small.Name);
            Assert.All(committed, step => Assert.Equal("reused", again.States()[step]));
            if (!reached)
            {
                Assert.True(n > 1, $"{call} was never called: {result}");
                return;
            }
        }
    }

    [Fact]
    public async Task A_commit_writes_syncs_renames_syncs_the_folder_then_the_database_and_then_tells()
    {
        using var workspace = Small.Workspace();
        await workspace.RunAsync("runs");

        var (result, calls) = await workspace.CallsAsync("pwrite64,write,fsync,rename", "run", Small.Name, "--to", "load");

        Assert.Equal(0, result.ExitCode);
        var named = Last(calls, calls.Count, "rename(", "/objects/.tmp/load.");
        var temporary = calls[named].Split('"')[1];
        var written = Last(calls, named, "write", $"<{temporary}>");
        var synced = Last(calls, named, "fsync(", $"<{temporary}>");
        var folder = First(calls, named, "fsync(", "/objects>");
        var told = First(calls, folder, "write(", "\"load: succeeded");
        var database = Last(calls, told, "fsync(", "irisflow.db-wal>");
        var log = Last(calls, database, "write", "irisflow.db-wal>");
        int[] order = [written, synced, named, folder, log, database, told];
        Assert.True(order.SequenceEqual(order.Order()), string.Join('\n', order.Select(i => calls[i])));
    }

    private static IEnumerable<string> Succeeded(ProgramResult result) => result.Json["steps"] is { } steps
        ? steps.AsArray().Where(s => (string)s!["state"]! == "succeeded").Select(s => (string)s!["name"]!)
        : [];

    private static int First(IReadOnlyList<string> calls, int from, string call, string path) => Found(calls, Enumerable.Range(from, calls.Count - from), call, path);

    private static int Last(IReadOnlyList<string> calls, int before, string call, string path) => Found(calls, Enumerable.Range(0, before).Reverse(), call, path);

    private static int Found(IReadOnlyList<string> calls, IEnumerable<int> order, string call, string path)
    {
        foreach (var i in order)
        {
            if (calls[i].Contains(call, StringComparison.Ordinal) && calls[i].Contains(path, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"No call {call}…{path} among\n{string.Join('\n', calls)}");
    }
}
