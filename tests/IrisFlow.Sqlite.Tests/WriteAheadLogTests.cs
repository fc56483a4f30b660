namespace IrisFlow.Sqlite.Tests;

public sealed class WriteAheadLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("irisflow-").FullName;

    private string File => Path.Combine(_folder, "irisflow.db");

    private string Log => File + "-wal";

    [Fact]
    public void No_connection_checkpoints_by_itself()
    {
        using var database = SqliteRunStore.Connect(File);

        Assert.Equal(0, database.Scalar("PRAGMA wal_autocheckpoint"));
    }

    [Fact]
    public void A_log_that_has_grown_is_moved_into_the_file()
    {
        using var store = SqliteRunStore.Open(File);
        var longest = 0L;
        for (var i = 0; i < 60; i++)
        {
            WriteMuch(store, $"{i}");
            longest = Math.Max(longest, new FileInfo(Log).Length);
        }

        Assert.InRange(longest, 1, 6L << 20);
        Assert.True(new FileInfo(File).Length > 20L << 20);
    }

    [Fact]
    public void While_another_writes_nothing_is_checkpointed()
    {
        using var store = SqliteRunStore.Open(File);
        using (new WalGate(File).Writing(TimeSpan.Zero))
        {
            var before = new FileInfo(File).Length;
            for (var i = 0; i < 20; i++)
            {
                WriteMuch(store, $"{i}");
            }

            Assert.Equal(before, new FileInfo(File).Length);
            Assert.True(new FileInfo(Log).Length > 8L << 20);
        }

        for (var i = 20; new FileInfo(Log).Length > 4L << 20 && i < 100; i++)
        {
            WriteMuch(store, $"{i}");
        }

        Assert.InRange(new FileInfo(Log).Length, 0, 4L << 20);
    }

    [Fact]
    public async Task A_write_waits_for_a_checkpoint_to_end()
    {
        using var store = SqliteRunStore.Open(File);
        var checkpointing = new WalGate(File).TryCheckpointing()!;
        var begun = new TaskCompletionSource();
        var write = Task.Run(() =>
        {
            begun.SetResult();
            store.Write(w => w.BeginRun(new RunRecord("1", "w")));
        });

        await begun.Task;
        for (var i = 0; i < 1000; i++)
        {
            await Task.Yield();
            Assert.Null(store.FindRun("1"));
        }

        Assert.False(write.IsCompleted);
        checkpointing.Dispose();
        await write;

        Assert.NotNull(store.FindRun("1"));
    }

    [Fact]
    public void A_gate_is_held_by_several_writers_or_by_one_checkpointer()
    {
        var gate = new WalGate(File);
        using (gate.Writing(TimeSpan.Zero))
        using (gate.Writing(TimeSpan.Zero))
        {
            Assert.Null(gate.TryCheckpointing());
        }

        using (gate.TryCheckpointing())
        {
            Assert.Null(gate.TryCheckpointing());
            Assert.Equal(ExitCode.Locked, Assert.Throws<IrisFlowException>(() => gate.Writing(TimeSpan.Zero)).Exit);
        }
    }

    [Fact]
    public void Closing_while_another_writes_leaves_the_log_and_loses_nothing()
    {
        var store = SqliteRunStore.Open(File);
        store.Write(w => w.BeginRun(new RunRecord("1", "w")));
        using (new WalGate(File).Writing(TimeSpan.Zero))
        {
            store.Dispose();
        }

        Assert.True(new FileInfo(Log).Length > 0);
        using var again = SqliteRunStore.Open(File);
        Assert.NotNull(again.FindRun("1"));
    }

    [Fact]
    public void A_long_reader_delays_the_checkpoint_and_stops_nobody()
    {
        using var store = SqliteRunStore.Open(File);
        using (var reader = SqliteRunStore.Connect(File))
        {
            reader.Execute("BEGIN; SELECT count(*) FROM runs");
            for (var i = 0; i < 30; i++)
            {
                WriteMuch(store, $"{i}");
            }

            Assert.Equal(0, reader.Scalar("SELECT count(*) FROM runs"));
            reader.Execute("COMMIT");
            reader.KeepLogOnClose();
        }

        for (var i = 30; i < 40; i++)
        {
            WriteMuch(store, $"{i}");
        }

        Assert.Equal(40, store.Runs(null, 100).Count);
        Assert.InRange(new FileInfo(Log).Length, 0, 4L << 20);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Half a megabyte.</summary>
    private static void WriteMuch(SqliteRunStore store, string run) =>
        store.Write(w => w.BeginRun(new RunRecord(run, "w") { Definition = run + new string('x', 500_000) }));
}
