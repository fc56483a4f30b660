namespace IrisFlow.Tests.Learning;

public class MetricsTests
{
    private static readonly Metrics Two = new(("logLoss", 0.25), ("accuracy", 0.9));

    [Fact]
    public void Figures_keep_their_order() => Assert.Equal(["logLoss", "accuracy"], Two.Keys);

    [Fact]
    public void A_figure_is_found_by_name() => Assert.Equal(0.9, Two["accuracy"]);

    [Fact]
    public void An_unknown_name_is_an_error_that_names_the_known()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => Two["auc"]);
        Assert.Equal("There is no metric 'auc'. There are logLoss, accuracy.", error.Message);
    }

    [Fact]
    public void Metrics_survive_as_a_table() => Assert.Equal(Two.ToArray(), Metrics.FromTable(Two.ToTable(), new Catalog()).ToArray());

    [Fact]
    public void Whole_numbers_of_a_file_from_outside_are_figures_too() =>
        Assert.Equal(1.0, Metrics.FromTable(Table.Of(("metric", Column.Of("accuracy")), ("value", Column.Of(1L))), new Catalog())["accuracy"]);

    [Fact]
    public void An_empty_cell_is_not_a_number() => Assert.Equal(
        double.NaN,
        Metrics.FromTable(Table.Of(("metric", Column.Of("accuracy")), ("value", Column.OfNullable<double>(ColumnType.Float64, (double?)null))), new Catalog())["accuracy"]);

    [Fact]
    public void A_table_of_something_else_is_an_error() =>
        Assert.Throws<ColumnException>(() => Metrics.FromTable(Table.Of(("x", Column.Of(1))), new Catalog()));
}
