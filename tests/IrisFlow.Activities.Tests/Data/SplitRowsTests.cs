using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class SplitRowsTests
{
    private static readonly Table Iris = new CsvFormat().Read(Reference.Path("iris.csv"));

    [Fact]
    public async Task Both_parts_keep_the_proportions_of_a_column()
    {
        var (train, test) = await Split(new() { Rows = Iris, By = "species", HeldOut = 0.2 });

        Assert.Equal([40, 40, 40], Counts(train));
        Assert.Equal([10, 10, 10], Counts(test));
    }

    [Theory]
    [InlineData(new[] { 5, 5, 5 }, 0.3, new[] { 2, 2, 1 })]
    [InlineData(new[] { 1, 9 }, 0.2, new[] { 0, 2 })]
    [InlineData(new[] { 100 }, 0.29, new[] { 29 })]
    [InlineData(new[] { 3, 3 }, 0.1, new[] { 1, 0 })]
    [InlineData(new[] { 1, 1 }, 0.9999, new[] { 1, 1 })]
    public void Shares_are_rounded_so_that_the_total_is_right(int[] sizes, double share, int[] heldOut) =>
        Assert.Equal(heldOut, Strata.Quotas(sizes, share));

    [Fact]
    public async Task Every_row_is_in_one_part_in_its_order()
    {
        var rows = Table.Of(("n", Column.Of(Enumerable.Range(0, 1000).ToArray())));

        var (train, test) = await Split(new() { Rows = rows, HeldOut = 0.25, Seed = 3 });

        Assert.Equal(250, test.RowCount);
        Assert.Equal(train.Values("n").Concat(test.Values("n")).Order(), rows.Values("n"));
        Assert.Equal(train.Values("n").Order(), train.Values("n"));
        Assert.Equal(test.Values("n").Order(), test.Values("n"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_split()
    {
        var first = await Split(new() { Rows = Iris, By = "species", Seed = 7 });
        var second = await Split(new() { Rows = Iris, By = "species", Seed = 7 });

        Assert.Equal(TableDigest.Of(first.Test), TableDigest.Of(second.Test));
    }

    [Fact]
    public async Task Another_seed_gives_another_split()
    {
        var first = await Split(new() { Rows = Iris, By = "species", Seed = 7 });
        var second = await Split(new() { Rows = Iris, By = "species", Seed = 8 });

        Assert.NotEqual(TableDigest.Of(first.Test), TableDigest.Of(second.Test));
    }

    [Fact]
    public async Task Rows_without_a_value_are_a_group_of_their_own()
    {
        var rows = Table.Of(("by", Column.OfNullable<bool>(ColumnType.Bool, [.. Enumerable.Range(0, 20).Select(i => i < 10 ? (bool?)null : true)])));

        var (_, test) = await Split(new() { Rows = rows, By = "by", HeldOut = 0.5 });

        Assert.Equal(5, test["by"].NullCount);
    }

    /// <summary>What was drawn before rows came in batches: all members of a group shuffled, and its share of the first taken.</summary>
    [Theory]
    [InlineData(1, 0.2, 1)]
    [InlineData(2, 0.5, 7)]
    [InlineData(1000, 0.25, 3)]
    [InlineData(65_536, 0.1, 1)]
    [InlineData(65_537, 0.9, 2)]
    [InlineData(200_000, 0.33, 11)]
    public async Task The_rows_drawn_are_the_first_of_each_group_shuffled(int count, double share, int seed)
    {
        var random = new SeededRandom(count);
        int?[] kinds = [.. Enumerable.Range(0, count).Select(i => random.Next(10) is 0 ? (int?)null : random.Next(3) * random.Next(4))];
        string?[] words = Array.ConvertAll(kinds, k => k is null ? null : $"kind {k}");
        var rows = Table.Of(("n", Column.Of(Enumerable.Range(0, count).ToArray())), ("by", Column.OfNullable(ColumnType.Int32, kinds)), ("word", Column.Of(words).AsNullable(true)));

        Assert.Equal(Shuffled(Enumerable.Repeat("", count), share, seed), await HeldOut(new() { Rows = rows, HeldOut = share, Seed = seed }));
        var expected = Shuffled(words, share, seed);
        Assert.Equal(expected, await HeldOut(new() { Rows = rows, By = "by", HeldOut = share, Seed = seed }));
        Assert.Equal(expected, await HeldOut(new() { Rows = rows, By = "word", HeldOut = share, Seed = seed }));
    }

    private static int[] Shuffled(IEnumerable<string?> groups, double share, int seed)
    {
        var members = groups.Select((g, row) => (Group: g, Row: row)).GroupBy(m => m.Group).Select(g => g.Select(m => m.Row).ToArray()).ToList();
        var quotas = Strata.Quotas([.. members.Select(m => m.Length)], share);
        var random = new SeededRandom(seed);
        members.ForEach(m => random.Shuffle<int>(m));
        return [.. members.SelectMany((m, g) => m.Take(quotas[g])).Order()];
    }

    private static async Task<int[]> HeldOut(SplitRows activity) => [.. (await Split(activity)).Test.Column<int>("n").Values];

    [Fact]
    public async Task An_empty_part_is_told()
    {
        var step = await Alone.RunAsync(new SplitRows { Rows = Iris.Slice(0, 1), HeldOut = 0.2 });

        Assert.Contains("one part is empty", Assert.Single(step.Warnings));
    }

    [Fact]
    public void Both_parts_have_the_columns_of_the_rows()
    {
        var outputs = Alone.Describe(new SplitRows { Rows = Iris }).Outputs;

        Assert.All(["train", "test"], port => Assert.Equal(Iris.Schema, new Schema(outputs[port].Fields)));
    }

    private static async Task<(Table Train, Table Test)> Split(SplitRows activity)
    {
        var step = await Alone.RunAsync(activity);
        return (step.Output<Table>("train"), step.Output<Table>("test"));
    }

    private static IEnumerable<int> Counts(Table rows) => rows.Values("species").GroupBy(s => s).Select(g => g.Count());
}
