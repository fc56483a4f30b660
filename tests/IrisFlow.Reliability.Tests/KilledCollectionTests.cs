using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

public class KilledCollectionTests
{
    private static readonly string[] Everything = ["gc", "--keep-runs", "0", "--keep-days", "0", "--grace", "0", "--apply"];

    [Theory]
    [InlineData("unlink")]
    [InlineData("fsync")]
    public async Task A_collection_killed_at_any_call_leaves_no_name_without_a_file_and_the_next_one_ends_its_work(string call)
    {
        IReadOnlyDictionary<string, string>? expected = null;
        for (var n = 1; ; n++)
        {
            using var workspace = Small.Workspace();
            expected ??= (await workspace.JsonAsync("run", Small.Name)).Digests();
            await workspace.JsonAsync("run", Small.Name);
            var (result, reached) = await workspace.InjectAsync(call, "signal=KILL", n, Everything);

            await workspace.MustBeWholeAsync(views: false);
            Assert.Equal(expected, (await workspace.JsonAsync("run", Small.Name)).Digests());
            await workspace.MustBeWholeAsync(views: false);

            // Nothing keeps anything now, and what the kill left without a name is old enough to be found.
            foreach (var file in Directory.EnumerateFiles(workspace.Objects()))
            {
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
            }

            await workspace.JsonAsync(Everything);
            Assert.Empty(Directory.EnumerateFiles(workspace.Objects()));
            await workspace.MustBeWholeAsync();
            if (!reached)
            {
                Assert.Equal(0, result.ExitCode);
                Assert.True(n > 1, $"{call} was never called: {result}");
                return;
            }
        }
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("rename")]
    [InlineData("pwrite64")]
    public async Task A_capsule_whose_opening_is_killed_at_any_call_is_there_whole_or_not_at_all(string call)
    {
        using var origin = Small.Workspace();
        var run = await origin.JsonAsync("run", Small.Name);
        var id = (string)run["run"]!;
        var capsule = origin.At("run.zip");
        await origin.JsonAsync("capsule", "save", id, capsule);
        for (var n = 1; ; n++)
        {
            using var workspace = ProgramWorkspace.Empty();
            Directory.CreateDirectory(workspace.At("workflows"));
            var (result, reached) = await workspace.InjectAsync(call, "signal=KILL", n, "capsule", "open", capsule);

            await workspace.MustBeWholeAsync();
            var runs = await workspace.QueryAsync("SELECT (SELECT count(*) FROM runs) AS runs, (SELECT count(*) FROM steps) AS steps, (SELECT count(*) FROM objects) AS objects, (SELECT count(*) FROM cache) AS keys");
            Assert.True(runs.Count == 0 || runs[0].ToJsonString() is """{"runs":0,"steps":0,"objects":0,"keys":0}""" or """{"runs":1,"steps":2,"objects":2,"keys":2}""", runs.Count == 0 ? "" : runs[0].ToJsonString());

            await workspace.JsonAsync("capsule", "open", capsule);
            Assert.Equal(run.Digests(), (await workspace.JsonAsync("show", id)).Digests());
            Assert.All((await workspace.JsonAsync("run", Small.Name)).States().Values, state => Assert.Equal("reused", state));
            await workspace.MustBeWholeAsync();
            if (!reached)
            {
                Assert.Equal(0, result.ExitCode);
                Assert.True(n > 1, $"{call} was never called: {result}");
                return;
            }
        }
    }

    [Fact]
    public async Task Runs_beside_collections_without_grace_all_succeed_and_agree()
    {
        using var workspace = Small.Workspace(rows: 2_000);
        var expected = (await workspace.JsonAsync("run", Small.Name)).Digests();

        for (var round = 0; round < 5; round++)
        {
            var runs = Enumerable.Range(0, 2).Select(_ => workspace.JsonAsync("run", Small.Name)).ToList();
            var collections = Enumerable.Range(0, 2).Select(_ => workspace.JsonAsync(Everything)).ToList();
            Assert.All(await Task.WhenAll(runs), run => Assert.Equal(expected, run.Digests()));
            await Task.WhenAll(collections);
        }

        await workspace.MustBeWholeAsync(views: false);
    }
}
