using IrisFlow.Learning;
using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public sealed class EvaluateModelTests
{
    [Fact]
    public async Task A_class_the_model_never_saw_counts_as_wrong()
    {
        var found = await (await Steps.Letters("aab", 1, 2, 3).TrainAsync("y", new MajorityClass())).EvaluateAsync(Steps.Letters("aaac", 1, 2, 3, 4));
        Assert.Equal(0.75, found.Output<Metrics>("metrics")["accuracy"]);
    }

    [Fact]
    public async Task A_class_the_model_never_saw_has_the_smallest_probability_that_log_loss_knows()
    {
        var found = await (await Steps.Letters("ab", 1, 2).TrainAsync("y", new MajorityClass())).EvaluateAsync(Steps.Letters("c", 1));
        Assert.Equal(-Math.Log(Math.BitIncrement(1.0) - 1), found.Output<Metrics>("metrics")["logLoss"], 1e-12);
    }

    [Fact]
    public async Task A_class_the_model_never_saw_is_a_row_of_the_confusion_without_a_column()
    {
        var found = await (await Steps.Letters("ab", 1, 2).TrainAsync("y", new MajorityClass())).EvaluateAsync(Steps.Letters("cb", 1, 2));
        Assert.Equal([[0L, 0], [1, 0], [1, 0]], found.Output<Table>("confusion").Counts());
    }

    [Fact]
    public async Task Classes_never_seen_and_classes_without_rows_are_warned_of()
    {
        var model = await Steps.Letters("ab", 1, 2).TrainAsync("y", new MajorityClass());
        var found = await Alone.RunAsync(new EvaluateModel { Model = model, Rows = Steps.Letters("cb", 1, 2), Of = "test rows" });
        Assert.Equal(
            [
                "The test rows hold no row of class 'a': the area under the ROC curve leaves it out.",
                "The test rows hold class 'c', which the model never saw: such rows count as wrong, with a probability of 0.",
            ],
            found.Warnings);
    }

    [Fact]
    public async Task Rows_of_one_class_have_no_area_under_the_curve()
    {
        var found = await (await Steps.Letters("ab", 1, 2).TrainAsync("y", new MajorityClass())).EvaluateAsync(Steps.Letters("aa", 1, 2));
        Assert.Equal(["accuracy", "logLoss", "macroF1", "rows"], found.Output<Metrics>("metrics").Keys);
    }

    [Fact]
    public async Task A_class_that_neither_occurs_nor_is_predicted_has_no_figures()
    {
        var found = await (await Steps.Letters("aab", 1, 2, 3).TrainAsync("y", new MajorityClass())).EvaluateAsync(Steps.Letters("aa", 1, 2));
        Assert.True(found.Output<Table>("classes")["precision"].IsNull(1));
    }

    [Fact]
    public async Task The_confusion_names_what_was_actual_and_what_was_predicted()
    {
        var model = await ReferenceRows.Iris.TrainAsync("species", new MajorityClass());
        Assert.Equal(
            ["actual", "predicted_setosa", "predicted_versicolor", "predicted_virginica"],
            (await model.EvaluateAsync(ReferenceRows.Iris)).Output<Table>("confusion").Schema.Names);
    }

    [Fact]
    public async Task No_rows_are_refused()
    {
        var model = await ReferenceRows.Iris.TrainAsync("species", new MajorityClass());
        Assert.Equal("IF430", (await Steps.RefusalAsync(() => model.EvaluateAsync(Table.Empty(ReferenceRows.Iris.Schema)))).Rule);
    }

    [Fact]
    public async Task A_row_without_a_number_is_refused()
    {
        var model = await Steps.Letters("ab", 1, 2).TrainAsync("y", new GaussianNaiveBayes());
        Assert.Equal("IF412", (await Steps.RefusalAsync(() => model.EvaluateAsync(Steps.Letters("ab", 1, double.NaN)))).Rule);
    }

    [Fact]
    public void Before_data_is_read_a_missing_column_is_reported_with_the_near_miss() =>
        Assert.Contains("Did you mean 'petal_lenght'?", Assert.Single(Described(Renamed("petal_length", "petal_lenght"), select: false)).Expected);

    [Fact]
    public void Before_data_is_read_a_missing_target_is_reported() =>
        Assert.Equal("species", Assert.Single(Described(Renamed("species", "kind"), select: false)).Column);

    [Fact]
    public void Before_data_is_read_rows_without_a_column_that_may_be_chosen_are_warned_of() =>
        Assert.Equal(Severity.Warning, Assert.Single(Described(Renamed("petal_length", "petal_lenght"), select: true)).Severity);

    [Fact]
    public void Before_data_is_read_rows_with_too_few_columns_to_choose_from_are_an_error() =>
        Assert.Equal(Severity.Error, Assert.Single(Described(ReferenceRows.Iris.Select("sepal_width", "species"), select: true)).Severity);

    [Fact]
    public void Before_data_is_read_raw_rows_suit_a_model_of_selected_columns() =>
        Assert.Empty(Described(ReferenceRows.Iris, select: true));

    private static IReadOnlyList<Finding> Described(Table rows, bool select)
    {
        var steps = new ShapedSteps();
        var choose = new SelectKBest { Rows = ReferenceRows.Iris, Target = "species" };
        var train = new TrainModel { Rows = select ? choose.Selected : ReferenceRows.Iris, Target = "species", Trainer = new MajorityClass() };
        steps.Add("choose", choose);
        steps.Add("train", train);
        return steps.Add("evaluate", new EvaluateModel { Model = train.Model, Rows = rows }).Findings;
    }

    private static Table Renamed(string from, string to) =>
        Table.Of([.. ReferenceRows.Iris.Schema.Select((f, i) => (f.Name == from ? to : f.Name, ReferenceRows.Iris.Columns[i]))]);
}
