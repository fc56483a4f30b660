using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

public class BatchwiseReadTests
{
    private static readonly Table Large = Streams.Table(100_000);
    private static readonly string Writing = Streams.Writing(Large);

    [Fact]
    public void Rows_that_are_gone_through_are_those_that_were_stored()
    {
        using var wide = new Wide();

        var batches = wide.Read().Batches().ToList();

        Assert.Equal(Wide.Rows, batches.Sum(b => b.RowCount));
        Assert.Equal(Column.Concat([.. batches.Select(b => b["e"])]).ValueAt(2999), Wide.Table["e"].ValueAt(2999));
        Assert.All(batches, b => Assert.Equal(Wide.Table.Metadata, b.Metadata));
    }

    [Fact]
    public void Of_every_subset_of_columns_only_their_own_bytes_decide()
    {
        using var wide = new Wide();
        foreach (var damaged in Wide.Names)
        {
            var bytes = wide.Whole.ToArray();
            bytes[wide.PlaceOf(damaged, 77)] ^= 4;
            wide.Put(bytes);
            var table = wide.Read();

            Assert.Equal(Wide.Rows, table.Select(Wide.Names.Where(n => n != damaged)).Batches().Sum(b => b.RowCount));
            var problem = Assert.Throws<IrisFlowException>(() => table.Select(Wide.Names.Reverse()).Batches().Count());

            Assert.Equal(("IF503", damaged, ExitCode.Corrupt), (problem.Findings[0].Rule, problem.Findings[0].Column, problem.Exit));
            Assert.Equal(ObjectState.Damaged, wide.State);
            wide.Put(wide.Whole);
            wide.MakeAgain();
        }
    }

    [Fact]
    public async Task Whoever_stops_early_learns_of_damage_that_comes_later()
    {
        using var bench = new Bench(kept: 1 << 20);
        var digest = (await bench.RunAsync(Flow(Streams.Adding()))).Digests()["w.rows"];
        Assert.Equal(Table.BatchRows, bench.Engine.Checkpoints.Read(digest).Batches().First().RowCount);
        Damage(bench);

        Assert.Equal("IF503", Assert.Throws<IrisFlowException>(() => bench.Engine.Checkpoints.Read(digest).Batches().First()).Findings[0].Rule);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_that_read_damaged_rows_fails_whether_it_reads_to_the_end_or_not(bool stops)
    {
        using var bench = new Bench(kept: 1 << 20);
        await bench.RunAsync(Flow(Streams.Adding()));
        Damage(bench);

        var result = await bench.RunAsync(Flow(stops ? First() : Streams.Adding()));

        Assert.Equal((StepState.Reused, StepState.Failed), (result.State("w"), result.State("a")));
        Assert.Equal("IF503", result.Failures[0].Findings[0].Rule);
        Assert.Empty(bench.Store.Steps(result.Run).Single(s => s.Name == "a").Outputs);

        // And the next run makes what was damaged again.
        var next = await bench.RunAsync(Flow(First()));
        Assert.Equal((StepState.Succeeded, StepState.Succeeded), (next.State("w"), next.State("a")));
    }

    [Fact]
    public async Task A_step_that_takes_no_notice_of_damage_fails_all_the_same()
    {
        using var bench = new Bench(kept: 1 << 20);
        await bench.RunAsync(Flow(Streams.Adding()));
        Damage(bench);

        var result = await bench.RunAsync(Flow(Streams.That((step, activity) =>
        {
            var rows = 0L;
            try
            {
                foreach (var batch in step.Read(activity.Given).Batches())
                {
                    rows += batch.RowCount;
                }
            }
            catch (IrisFlowException)
            {
                // As if nothing had been.
            }

            step.Write(activity.Rows, Table.Of(("n", Column.Of(rows))));
        })));

        Assert.Equal((StepState.Failed, "IF503"), (result.State("a"), result.Failures[0].Findings[0].Rule));
    }

    [Fact]
    public async Task A_step_may_stop_early_where_all_is_well()
    {
        using var bench = new Bench(kept: 1 << 20);
        await bench.RunAsync(Flow(Streams.Adding()));

        var result = await bench.RunAsync(Flow(First()));

        Assert.Equal((StepState.Reused, StepState.Succeeded), (result.State("w"), result.State("a")));
    }

    [Fact]
    public async Task The_error_of_a_step_that_stops_by_one_is_told_and_not_that_of_its_unread_rows()
    {
        using var bench = new Bench(kept: 1 << 20);
        await bench.RunAsync(Flow(Streams.Adding()));
        Damage(bench);

        var result = await bench.RunAsync(Flow(Streams.Adding((_, _) => throw new InvalidOperationException("no more"))));

        Assert.Equal("IF901", result.Failures[0].Findings[0].Rule);
    }

    [Fact]
    public async Task What_was_computed_from_damaged_rows_is_not_even_written()
    {
        using var bench = new Bench(kept: 1 << 20);
        await bench.RunAsync(Flow(Streams.Adding()));
        Damage(bench);

        var result = await bench.RunAsync(Flow(Streams.That((step, activity) => step.Map(activity.Given, activity.Rows, rows => rows))));

        Assert.Equal((StepState.Failed, "IF503"), (result.State("a"), result.Failures[0].Findings[0].Rule));
        Assert.Empty(Directory.GetFiles(Path.Combine(bench.Engine.Checkpoints.Folder, ".tmp")));
        Assert.Equal(2, bench.Store.Objects().Count);
    }

    private static string First() => Streams.That((step, activity) =>
        step.Write(activity.Rows, Table.Of(("n", Column.Of(step.Read(activity.Given).Batches().First().Column<long>("n")[5])))));

    private static Workflow Flow(string reading) => Workflow.Define("w", flow =>
    {
        var w = flow.Add("w", new Streams { Name = Writing });
        flow.Add("a", new Streams { Name = reading, Given = w.Rows });
    });

    /// <summary>Changes the last row of the large checkpoint, in a file that says that it has not: nothing but the values can tell.</summary>
    private static void Damage(Bench bench)
    {
        var x = Large.Column<double>("x").Values.ToArray();
        x[^1] = 2;
        var stored = bench.Store.FindObject(TableDigest.Of(Large))!;
        var path = bench.Engine.Checkpoints.PathOf(stored);
        File.Delete(path);
        using (var file = File.Create(path))
        {
            new Parquet.ParquetFormat().Write(Large.With("x", Column.Of(x)).WithMetadata(TableDigest.ColumnsEntry, Wide.DigestsOf(Large)), file);
        }

        var look = new FileInfo(path);
        bench.Store.Write(w => w.SaveObject(stored with { Bytes = look.Length, Stamp = look.LastWriteTimeUtc.Ticks }));
    }
}
