using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class SampleRowsTests
{
    private static readonly Table Rows = Table.Of(("i", Column.Of([.. Enumerable.Range(0, 200)])));

    [Fact]
    public async Task A_number_of_rows_is_drawn_by_the_seed()
    {
        Assert.Equal(20, (await Draw(new() { Rows = Rows, Count = 20 })).Length);
        Assert.Equal(await Draw(new() { Rows = Rows, Count = 20 }), await Draw(new() { Rows = Rows, Count = 20, Seed = 1 }));
        Assert.NotEqual(await Draw(new() { Rows = Rows, Count = 20 }), await Draw(new() { Rows = Rows, Count = 20, Seed = 2 }));
    }

    [Fact]
    public async Task A_share_of_rows_is_drawn_above_1_with_replacement()
    {
        Assert.Equal(50, (await Draw(new() { Rows = Rows, Share = 0.25 })).Length);
        Assert.Equal(400, (await Draw(new() { Rows = Rows, Share = 2, Replacement = true })).Length);
    }

    [Fact]
    public void One_of_count_and_share_is_given()
    {
        Assert.Equal("IF482", Assert.Single(Alone.Describe(new SampleRows { Rows = Rows }).Findings).Rule);
        Assert.Equal("IF482", Assert.Single(Alone.Describe(new SampleRows { Rows = Rows, Count = 1, Share = 0.5 }).Findings).Rule);
        Assert.Equal("IF482", Assert.Single(Alone.Describe(new SampleRows { Rows = Rows, Share = 1.5 }).Findings).Rule);
        Assert.Empty(Alone.Describe(new SampleRows { Rows = Rows, Share = 1 }).Findings);
    }

    private static async Task<int[]> Draw(SampleRows activity) => (await Alone.RunAsync(activity)).Output<Table>("rows").Column<int>("i").Values.ToArray();
}
