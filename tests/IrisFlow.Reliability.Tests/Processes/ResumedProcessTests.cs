using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests.Processes;

/// <summary>A resume is killed, or meets a disk that refuses, at every call that makes something durable.</summary>
public sealed class ResumedProcessTests
{
    [Theory]
    [InlineData("fsync", "signal=KILL")]
    [InlineData("rename", "signal=KILL")]
    [InlineData("pwrite64", "signal=KILL")]
    [InlineData("write", "signal=KILL")]
    [InlineData("fsync", "error=EIO")]
    [InlineData("pwrite64", "error=ENOSPC")]
    public async Task A_resume_that_is_stopped_at_any_call_can_be_resumed(string call, string effect)
    {
        using var workspace = Small.Workspace();
        var expected = await UndisturbedAsync();
        await PrepareAsync(workspace);
        for (var n = 1; ; n += call == "write" ? 1 + (n / 4) : 1)
        {
            await workspace.BringBackAsync();
            var before = await CommittedAsync(workspace);

            var (result, reached) = await workspace.InjectAsync(call, effect, n, "resume", "latest", "--json");
            await workspace.MustBeWholeAsync();
            if (!reached)
            {
                Assert.Equal(0, result.ExitCode);
                Assert.True(n > 1, $"{call} was never called: {result}");
                return;
            }

            var committed = await CommittedAsync(workspace);
            Assert.All(before, step => Assert.Contains(step, committed));
            var again = await workspace.JsonAsync("resume", "latest");
            Assert.Equal(expected, again.Digests());
            Assert.Equal(("reused", "succeeded"), (again.States()["load"], again.States()["filter"]));
            var record = (await workspace.QueryAsync("SELECT id, state FROM runs ORDER BY id DESC"))[0];
            Assert.Equal((string)again["run"]!, (string)record["id"]!);
            Assert.Equal("succeeded", (string)record["state"]!);
            Assert.All(
                await workspace.QueryAsync("SELECT step, count(*) AS times FROM attempts WHERE state = 'succeeded' AND run_id = (SELECT max(id) FROM runs) GROUP BY step"),
                step => Assert.Equal(1, (int)step["times"]!));
        }
    }

    private static async Task<IReadOnlyList<string>> CommittedAsync(ProgramWorkspace workspace) =>
        [.. (await workspace.QueryAsync("SELECT step FROM steps WHERE state IN ('succeeded', 'reused') AND run_id = (SELECT max(id) FROM runs)")).Select(r => (string)r["step"]!)];

    private static async Task<IReadOnlyDictionary<string, string>> UndisturbedAsync()
    {
        using var workspace = Small.Workspace();
        return (await workspace.JsonAsync("run", Small.Name)).Digests();
    }

    /// <summary>An unfinished run: its first step is there, at its second its process was killed.</summary>
    private static async Task PrepareAsync(ProgramWorkspace workspace)
    {
        await workspace.RunAsync("run", Small.Name, "--to", "load");
        await workspace.InjectAsync("rename", "signal=KILL", 1, "run", Small.Name);
        await workspace.PutAsideAsync();
        Assert.Equal("running", (string)(await workspace.QueryAsync("SELECT state FROM runs ORDER BY id DESC LIMIT 1"))[0]["state"]!);
    }
}
