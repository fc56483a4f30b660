using IrisFlow.Learning;
using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public sealed class PredictRowsTests
{
    [Fact]
    public async Task The_raw_rows_come_back_with_prediction_and_probabilities()
    {
        var model = await (await ReferenceRows.Iris.SelectAsync("species", 2)).TrainAsync("species");
        var raw = ReferenceRows.Iris.Select("sepal_length", "petal_width", "petal_length");
        Assert.Equal(
            [.. raw.Schema.Names, "prediction", "probability_setosa", "probability_versicolor", "probability_virginica"],
            (await PredictAsync(model, raw)).Schema.Names);
    }

    [Fact]
    public async Task The_prediction_is_the_most_probable_class()
    {
        var predicted = await PredictAsync(await ReferenceRows.Iris.TrainAsync("species"), ReferenceRows.Iris);
        Assert.Equal(146, Enumerable.Range(0, 150).Count(row => predicted.Strings("prediction")[row] == predicted.Strings("species")[row]));
    }

    [Fact]
    public async Task The_prediction_has_the_type_of_the_target() =>
        Assert.Equal(ColumnType.Int64, (await PredictAsync(await ReferenceRows.Wine.TrainAsync("target", new GaussianNaiveBayes()), ReferenceRows.Wine))["prediction"].Type);

    [Fact]
    public async Task Of_equally_probable_classes_the_first_is_predicted() =>
        Assert.Equal("a", (await PredictAsync(await Steps.Letters("ba", 1, 2).TrainAsync("y", new MajorityClass()), Steps.Letters("b", 1))).Strings("prediction")[0]);

    [Fact]
    public async Task No_rows_give_no_rows() =>
        Assert.Equal(0, (await PredictAsync(await ReferenceRows.Iris.TrainAsync("species"), Table.Empty(ReferenceRows.Iris.Schema))).RowCount);

    [Fact]
    public async Task Rows_of_many_batches_are_scored_as_each_by_itself()
    {
        var model = await (await ReferenceRows.Iris.StandardizeAsync("species")).TrainAsync("species");
        var many = ReferenceRows.Iris.Take([.. Enumerable.Range(0, 70_001).Select(i => i * 7 % 150)]);

        var predicted = await PredictAsync(model, many);

        var expected = (await PredictAsync(model, ReferenceRows.Iris)).Take([.. Enumerable.Range(0, 70_001).Select(i => i * 7 % 150)]);
        Assert.Equal(TableDigest.Of(expected), TableDigest.Of(predicted));
    }

    [Fact]
    public async Task A_number_that_is_missing_in_any_batch_is_counted_over_all_rows()
    {
        var model = await ReferenceRows.Iris.TrainAsync("species");
        var many = ReferenceRows.Iris.Take([.. Enumerable.Range(0, 140_000).Select(i => i % 150)]);
        var lengths = many.Column<double>("petal_length").Values.ToArray();
        (lengths[70_000], lengths[70_001], lengths[139_999]) = (double.NaN, double.PositiveInfinity, double.NaN);

        var finding = await Steps.RefusalAsync(() => PredictAsync(model, many.With("petal_length", Column.Of(lengths))));

        Assert.Equal("Feature 'petal_length' holds no number in 3 of 140000 rows; the first is row 70001.", finding.Message);
    }

    [Fact]
    public async Task A_column_that_is_missing_is_named()
    {
        var model = await ReferenceRows.Iris.TrainAsync("species");
        Assert.Equal("petal_width", (await Steps.RefusalAsync(() => PredictAsync(model, ReferenceRows.Iris.Select("sepal_length", "sepal_width", "petal_length")))).Column);
    }

    [Fact]
    public async Task A_prediction_is_never_written_over_another()
    {
        var model = await ReferenceRows.Iris.TrainAsync("species", new MajorityClass());
        var once = await PredictAsync(model, ReferenceRows.Iris);
        Assert.Equal("IF433", (await Steps.RefusalAsync(() => PredictAsync(model, once))).Rule);
    }

    [Fact]
    public void Before_data_is_read_the_prediction_is_known_by_name_and_type()
    {
        var steps = new ShapedSteps();
        var train = new TrainModel { Rows = ReferenceRows.Wine, Target = "target", Trainer = new MajorityClass() };
        steps.Add("train", train);
        var shape = steps.Add("predict", new PredictRows { Model = train.Model, Rows = ReferenceRows.Wine.Select(ReferenceRows.Wine.Schema.Names.SkipLast(1)) }).Outputs["rows"];
        Assert.Equal((ColumnType.Int64, true), (shape.Find("prediction")!.Type, shape.IsOpen));
    }

    private static async Task<Table> PredictAsync(Model model, Table rows) =>
        (await Alone.RunAsync(new PredictRows { Model = model, Rows = rows })).Output<Table>("rows");
}
