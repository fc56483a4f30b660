using System.Text.Json.Nodes;
using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

/// <summary>The iris workflow (filter, select, train, evaluate, cross-validate) held against scikit-learn.</summary>
public sealed class IrisWorkflowTests
{
    private static readonly JsonNode Expected = Reference.Document("iris-workflow");

    public static TheoryData<string, double> Filters => new()
    {
        { "sepal_length <= 5.0", 5.0 },
        { "sepal_length <= 7.0", 7.0 },
        { "all rows", double.PositiveInfinity },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task F_values_are_those_of_f_classif(string filter, double longest)
    {
        var scores = (await Alone.RunAsync(new SelectKBest { Rows = Steps.IrisUpTo(longest), Target = "species" })).Output<Table>("scores");
        Assert.All(Enumerable.Range(0, 4), row =>
        {
            var expected = (double)Expected[filter]!["F"]![scores.Strings("feature")[row]!]!;
            Assert.Equal(1, scores.Column<double>("f")[row] / expected, 1e-9);
        });
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task The_selected_columns_keep_their_order_and_the_target(string filter, double longest)
    {
        var selected = await Steps.IrisUpTo(longest).SelectAsync("species", 2);
        Assert.Equal([.. Expected[filter]!["selected"]!.AsArray().Select(n => (string)n!), "species"], selected.Schema.Names);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Coefficients_and_intercepts_are_those_of_the_exact_optimum(string filter, double longest)
    {
        var table = (await TrainAsync(longest)).ToTable();
        Assert.All(Enumerable.Range(0, table.RowCount), row =>
        {
            var (ofClass, feature) = (table.Strings("class")[row]!, table.Strings("feature")[row]);
            var expected = feature is null ? Expected[filter]!["intercept"]![ofClass] : Expected[filter]!["coef"]![ofClass]![feature];
            Assert.Equal((double)expected!, table.Column<double>("value")[row], 1e-9);
        });
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task The_training_accuracy_is_exact(string filter, double longest) =>
        Assert.Equal((double)Expected[filter]!["training_accuracy"]!, (await EvaluateAsync(longest)).Output<Metrics>("metrics")["accuracy"]);

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task The_log_loss_is_that_of_the_exact_optimum(string filter, double longest) =>
        Assert.Equal((double)Expected[filter]!["training_log_loss"]!, (await EvaluateAsync(longest)).Output<Metrics>("metrics")["logLoss"], 1e-12);

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task The_area_under_the_curve_is_that_of_scikit_learn(string filter, double longest) =>
        Assert.Equal((double)Expected[filter]!["roc_auc_macro_ovr"]!, (await EvaluateAsync(longest)).Output<Metrics>("metrics")["rocAuc"], 1e-12);

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task The_confusion_matrix_is_exact(string filter, double longest) =>
        Assert.Equal(
            Expected[filter]!["confusion_rows_true"]!.AsArray().Select(r => r!.AsArray().Select(n => (long)n!).ToArray()),
            (await EvaluateAsync(longest)).Output<Table>("confusion").Counts());

    [Theory]
    [InlineData("sepal_length <= 7.0", 7.0)]
    [InlineData("all rows", double.PositiveInfinity)]
    public async Task The_accuracy_of_every_fold_is_exact(string filter, double longest)
    {
        var validated = await (await TrainAsync(longest)).CrossValidateAsync(Steps.IrisUpTo(longest));
        Assert.Equal(
            Expected[filter]!["cv5_stratified_noshuffle_accuracy"]!.AsArray().Select(n => (double)n!),
            validated.Output<Table>("folds").Column<double>("accuracy").Values.ToArray());
    }

    [Theory]
    [InlineData("sepal_length <= 7.0", 7.0)]
    [InlineData("all rows", double.PositiveInfinity)]
    public async Task The_mean_accuracy_of_the_folds_is_that_of_scikit_learn(string filter, double longest)
    {
        var validated = await (await TrainAsync(longest)).CrossValidateAsync(Steps.IrisUpTo(longest));
        Assert.Equal((double)Expected[filter]!["cv5_mean"]!, validated.Output<Metrics>("metrics")["accuracy"], 1e-15);
    }

    private static async Task<Model> TrainAsync(double longest) => await (await Steps.IrisUpTo(longest).SelectAsync("species", 2)).TrainAsync("species");

    private static async Task<StepContext> EvaluateAsync(double longest) => await (await TrainAsync(longest)).EvaluateAsync(Steps.IrisUpTo(longest));
}
