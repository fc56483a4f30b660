using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Tests;

public class CheckpointStoreTests
{
    [Fact]
    public async Task A_whole_checkpoint_gives_the_table_that_was_stored()
    {
        using var bench = new Bench();
        var digest = await StoredAsync(bench);

        Assert.Equal(1L, bench.Engine.Checkpoints.Read(digest)["n"].ValueAt(0));
    }

    [Fact]
    public async Task A_deleted_file_is_missing_and_never_read()
    {
        using var bench = new Bench();
        var digest = await StoredAsync(bench);
        File.Delete(FileOf(bench, digest));

        Assert.Equal(ObjectState.Missing, State(bench, digest));
        Assert.Equal(ExitCode.Corrupt, Assert.Throws<IrisFlowException>(() => bench.Engine.Checkpoints.Read(digest)).Exit);
    }

    [Fact]
    public async Task Every_flipped_byte_is_found()
    {
        using var bench = new Bench();
        var digest = await StoredAsync(bench);
        var file = FileOf(bench, digest);
        var bytes = File.ReadAllBytes(file);

        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            File.WriteAllBytes(file, bytes);
            bytes[i] ^= 1;
            Assert.Equal(ObjectState.Damaged, State(bench, digest));
            var problem = Assert.Throws<IrisFlowException>(() => bench.Engine.Checkpoints.Read(digest));
            Assert.Equal(("IF503", file), (problem.Findings[0].Rule, problem.Findings[0].File));
        }
    }

    [Fact]
    public async Task A_file_that_was_only_touched_is_whole()
    {
        using var bench = new Bench();
        var digest = await StoredAsync(bench);
        File.SetLastWriteTimeUtc(FileOf(bench, digest), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(ObjectState.Whole, State(bench, digest));
    }

    [Fact]
    public async Task A_file_that_was_only_touched_is_hashed_once_and_then_known_by_its_new_stamp()
    {
        using var bench = new Bench();
        var digest = await StoredAsync(bench);
        var touched = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(FileOf(bench, digest), touched);

        State(bench, digest);

        Assert.Equal(touched.Ticks, bench.Store.FindObject(digest)!.Stamp);
    }

    [Fact]
    public async Task A_damaged_file_is_never_known_by_its_stamp()
    {
        using var bench = new Bench();
        var digest = await StoredAsync(bench);
        var bytes = File.ReadAllBytes(FileOf(bench, digest));
        bytes[10] ^= 1;
        File.WriteAllBytes(FileOf(bench, digest), bytes);

        State(bench, digest);

        Assert.Equal(ObjectState.Damaged, State(bench, digest));
    }

    [Fact]
    public async Task Equal_content_is_stored_once()
    {
        using var bench = new Bench();

        await bench.RunAsync(Workflow.Define("w", flow =>
        {
            flow.Add("a", new Number { Value = 7 });
            flow.Add("b", new Add { Given = flow.Add("c", new Number { Value = 3 }).Rows, By = 4 });
        }));

        Assert.Equal(2, Directory.GetFiles(bench.Engine.Checkpoints.Folder).Length);
    }

    [Fact]
    public async Task No_temporary_file_is_left_after_a_run()
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Diamond());

        Assert.Empty(Directory.GetFiles(Path.Combine(bench.Engine.Checkpoints.Folder, ".tmp")));
    }

    [Fact]
    public void Temporary_files_are_swept_when_they_were_abandoned_long_ago_only()
    {
        using var bench = new Bench();
        bench.Engine.Checkpoints.Prepare(TimeProvider.System);
        string Temporary(string name) => Path.Combine(bench.Engine.Checkpoints.Folder, ".tmp", name);
        File.WriteAllText(Temporary("old"), "");
        File.WriteAllText(Temporary("new"), "");
        File.SetLastWriteTimeUtc(Temporary("old"), DateTime.UtcNow.AddDays(-2));

        bench.Engine.Checkpoints.Prepare(TimeProvider.System);

        Assert.Equal([Temporary("new")], Directory.GetFiles(Path.Combine(bench.Engine.Checkpoints.Folder, ".tmp")));
    }

    [Fact]
    public async Task A_person_finds_an_output_under_its_run_step_and_port()
    {
        using var bench = new Bench();
        var result = await bench.RunAsync(Some.Chain());

        var view = bench.Engine.PathOf(result.Run, "b", "rows");

        Assert.Equal(Path.Combine(bench.Folder, "runs", result.Run, "b", "rows.parquet"), view);
        Assert.Equal(2L, new IrisFlow.Parquet.ParquetFormat().Read(view)["n"].ValueAt(0));
    }

    [Fact]
    public async Task A_run_in_which_nothing_new_was_made_shows_its_outputs_too()
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Chain());
        var unchanged = await bench.RunAsync(Some.Chain());

        Assert.Equal(2L, new IrisFlow.Parquet.ParquetFormat().Read(bench.Engine.PathOf(unchanged.Run, "b", "rows"))["n"].ValueAt(0));
    }

    [Fact]
    public async Task A_run_that_left_early_shows_no_step_of_the_run_it_reused()
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Chain());
        var left = await bench.RunAsync(Some.Chain(), r => r with { To = ["b"] });

        Assert.DoesNotContain("c", Directory.GetDirectories(bench.At($"runs/{left.Run}")).Select(Path.GetFileName));
    }

    [Fact]
    public void Syncing_what_is_not_there_is_an_error() =>
        Assert.Throws<IOException>(() => DurableFiles.SyncFolder(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))));

    [Fact]
    public void Renaming_what_is_not_there_is_an_error()
    {
        var nothing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        Assert.Contains(nothing, Assert.Throws<IOException>(() => DurableFiles.Rename(nothing, nothing + "2")).Message, StringComparison.Ordinal);
    }

    private static async Task<Digest> StoredAsync(Bench bench) => (await bench.RunAsync(Some.Chain())).Step("a").Outputs[0].Digest;

    private static string FileOf(Bench bench, Digest digest) => bench.Engine.Checkpoints.PathOf(bench.Store.FindObject(digest)!);

    private static ObjectState State(Bench bench, Digest digest) => bench.Engine.Checkpoints.Check(bench.Store.FindObject(digest)!);
}
