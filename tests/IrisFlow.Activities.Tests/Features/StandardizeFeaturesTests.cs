using System.Text.Json.Nodes;
using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public sealed class StandardizeFeaturesTests
{
    [Theory]
    [InlineData("iris", "species")]
    [InlineData("wine", "target")]
    public async Task Mean_and_deviation_are_those_of_scikit_learn(string name, string target)
    {
        var rows = name == "iris" ? ReferenceRows.Iris : ReferenceRows.Wine;
        var learned = Preparation.Chain(await rows.StandardizeAsync(target))[0]!;
        var expected = Reference.Document(name)["feature_stats"]!;
        Assert.Equal([.. Numbers(expected["mean"]!), .. Numbers(expected["std_ddof0"]!)], [.. Numbers(learned["means"]!), .. Numbers(learned["scales"]!)], (double a, double b) => Math.Abs((a / b) - 1) < 1e-13);
    }

    [Fact]
    public async Task A_column_that_never_varies_is_only_shifted() =>
        Assert.Equal<double[]>([0, 0, 0], (await Steps.Letters("aab", 0.5, 0.5, 0.5).StandardizeAsync("y")).Column<double>("x").Values.ToArray());

    [Fact]
    public async Task Missing_values_take_no_part_and_stay_missing()
    {
        var rows = Table.Of(("x", Column.OfNullable<double>(ColumnType.Float64, 1, null, 3)), ("y", Column.Of("a", "b", "b")));
        var x = (await rows.StandardizeAsync("y"))["x"];
        Assert.Equal([-1.0, null, 1.0], Enumerable.Range(0, 3).Select(x.ValueAt));
    }

    [Fact]
    public async Task A_numeric_target_is_left_as_it_is() =>
        Assert.Same(ReferenceRows.Wine["target"], (await ReferenceRows.Wine.StandardizeAsync("target"))["target"]);

    [Fact]
    public async Task Only_the_named_columns_change()
    {
        var done = await Alone.RunAsync(new StandardizeFeatures { Rows = ReferenceRows.Iris, Columns = ["petal_width"] });
        Assert.Same(ReferenceRows.Iris["petal_length"], done.Output<Table>("rows")["petal_length"]);
    }

    [Fact]
    public async Task The_target_can_not_be_standardised() =>
        Assert.Equal("IF419", (await Steps.RefusalAsync(() => Alone.RunAsync(new StandardizeFeatures { Rows = ReferenceRows.Wine, Columns = ["target"], Target = "target" }))).Rule);

    [Fact]
    public void Before_data_is_read_whole_numbers_become_floating_point_ones()
    {
        var rows = Table.Of(("n", Column.Of(1, 2)), ("y", Column.Of("a", "b")));
        Assert.Equal([ColumnType.Float64, ColumnType.String], Alone.Describe(new StandardizeFeatures { Rows = rows }).Outputs["rows"].Fields.Select(f => f.Type));
    }

    private static IEnumerable<double> Numbers(JsonNode list) => list.AsArray().Select(n => (double)n!);
}
