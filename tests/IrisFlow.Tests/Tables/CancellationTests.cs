namespace IrisFlow.Tests.Tables;

/// <summary>Work on whole columns stops soon after it was told to, in the midst of it.</summary>
public class CancellationTests
{
    private static readonly Table Rows = Table.Of(
        ("i", Column.Of(3, 1, 2)), ("d", Column.Of(0.5, 0.25, 4)), ("s", Column.Of("c", "a", "b")), ("c", (Column)RandomTables.Coded(new SeededRandom(1), 3)), ("b", Column.Of(true, false, true)));

    private static readonly Dictionary<string, Func<Table, string, CancellationToken, Table>> Works = new()
    {
        ["sort"] = (rows, key, cancellation) => rows.SortBy([key], NullPlace.Last, cancellation),
        ["join as left"] = (rows, key, cancellation) => rows.Join(Rows, [key], new() { Duplicates = DuplicateKeys.First, Suffix = "_r" }, cancellation),
        ["join as right"] = (rows, key, cancellation) => Rows.Join(rows, [key], new() { Duplicates = DuplicateKeys.All, Suffix = "_r" }, cancellation),
        ["join on two"] = (rows, key, cancellation) => rows.Join(Rows, ["i", key == "i" ? "d" : key], new() { Duplicates = DuplicateKeys.First, Suffix = "_r" }, cancellation),
        ["group"] = (rows, key, cancellation) => rows.GroupBy(key).Aggregate([("n", Aggregate.Count())], cancellation),
        ["aggregate all"] = (rows, key, cancellation) => rows.GroupBy().Aggregate([("x", Aggregate.Max(key))], cancellation),
        ["distinct"] = (rows, key, cancellation) => rows.Distinct([key], cancellation),
    };

    public static TheoryData<string> Cases => [.. Works.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Work_that_is_cancelled_while_a_key_is_read_gives_no_result(string work)
    {
        foreach (var key in Rows.Schema.Names)
        {
            Check(Works[work], key);
        }
    }

    [Fact]
    public void Putting_rows_in_the_order_of_one_column_stops_too()
    {
        foreach (var column in Rows.Columns)
        {
            var sorter = new StableSorter([0, 1, 2], new CancellationToken(canceled: true));
            Assert.ThrowsAny<OperationCanceledException>(() => sorter.By(column, descending: false, NullPlace.Last));
        }
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(10_000_000)]
    public async Task After_the_cancellation_no_further_range_of_rows_is_begun(int rows)
    {
        using var source = new CancellationTokenSource();
        var begun = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OneThread.Run(() =>
        {
            Cores.Ranges(rows, (_, _) =>
            {
                begun++;
                source.Cancel();
            }, source.Token);
            return 0;
        }));

        Assert.Equal(1, begun);
    }

    private static void Check(Func<Table, string, CancellationToken, Table> work, string key)
    {
        using var source = new CancellationTokenSource();
        var rows = Table.Lazy(Rows.Schema, Rows.RowCount, Rows.Metadata, i =>
        {
            source.Cancel();
            return Rows.Columns[i];
        });

        Assert.ThrowsAny<OperationCanceledException>(() => work(rows, key, source.Token));
        Assert.NotEqual(0, work(Rows, key, CancellationToken.None).Load().RowCount);
    }
}
