using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class ImputeFeaturesTests
{
    private static readonly Table Rows = Table.Of(
        ("x", Column.OfNullable<double>(ColumnType.Float64, 1, 2, null, 6, double.NaN, 11)),
        ("i", Column.OfNullable<int>(ColumnType.Int32, 3, null, 3, 1, 1, 9)),
        ("s", Column.Of("b", "a", null, "b", "a", "c")));

    [Theory]
    [InlineData(FillWith.Mean, 5.0)]
    [InlineData(FillWith.Median, 4.0)]
    [InlineData(FillWith.MostFrequent, 1.0)]
    public async Task Missing_numbers_become_what_the_others_are(FillWith with, double expected)
    {
        var activity = new ImputeFeatures { Rows = Rows, Columns = ["x"], With = with };

        var rows = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal([1.0, 2.0, expected, 6.0, expected, 11.0], rows.Values("x"));
        Assert.Equal(rows.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
        Assert.False(rows.Schema[0].Nullable);
    }

    [Fact]
    public async Task Of_values_that_are_there_equally_often_the_smaller_is_taken()
    {
        var rows = (await Alone.RunAsync(new ImputeFeatures { Rows = Rows, Columns = ["i", "s"], With = FillWith.MostFrequent })).Output<Table>("rows");

        Assert.Equal([3, 1, 3, 1, 1, 9], rows.Values("i"));
        Assert.Equal(["b", "a", "a", "b", "a", "c"], rows.Values("s"));
        Assert.Equal("i int32, s string", string.Join(", ", rows.Schema.Skip(1)));
    }

    [Fact]
    public async Task What_was_learned_fills_other_rows()
    {
        var step = await Alone.RunAsync(new ImputeFeatures { Rows = Rows, Columns = ["x", "i"] });

        var learned = Assert.Single(Preparation.Read(Preparation.Chain(step.Output<Table>("rows")), step.Environment.Catalog));

        Assert.Equal([5.0, 7.0], learned.Apply(Table.Of(("x", Column.OfNullable<double>(ColumnType.Float64, null, 7)), ("i", Column.Of(1, 2)))).Values("x"));
        Assert.IsType<Imputer>(learned.FittedBy);
    }

    [Fact]
    public async Task A_column_without_a_value_is_an_error()
    {
        var rows = Table.Of(("x", Column.OfNullable<double>(ColumnType.Float64, null, double.NaN)));

        Assert.Equal("IF348", (await Assert.ThrowsAsync<IrisFlowException>(() => Alone.RunAsync(new ImputeFeatures { Rows = rows, Columns = ["x"] }))).Findings[0].Rule);
    }

    [Fact]
    public void The_mean_of_texts_is_a_finding() =>
        Assert.Equal("IF202", Assert.Single(Alone.Describe(new ImputeFeatures { Rows = Rows, Columns = ["s"] }).Findings).Rule);
}
