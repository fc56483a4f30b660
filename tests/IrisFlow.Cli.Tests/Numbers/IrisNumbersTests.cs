using System.Text.Json.Nodes;
using IrisFlow.Testing;

namespace IrisFlow.Cli.Tests;

/// <summary>The numbers of the iris workflow equal scikit-learn's, with each filter.</summary>
public class IrisNumbersTests(IrisRuns runs) : IClassFixture<IrisRuns>
{
    private static readonly JsonNode Expected = Reference.Document("iris-workflow");

    public static TheoryData<string> Filters => new(IrisRuns.Filters.Keys);

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task The_filter_keeps_as_many_rows(string filter) =>
        Assert.Equal(Expected[filter]!["rows"]!.GetValue<int>(), (await runs.RunAsync(filter)).Output("select.rows")["rows"]!.GetValue<int>());

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task F_values_agree_to_1e_9(string filter)
    {
        var scores = await runs.TableAsync(filter, "select.scores");
        foreach (var (feature, f) in Expected[filter]!["F"]!.AsObject())
        {
            var found = scores.Single(r => r["feature"]!.GetValue<string>() == feature)["f"]!.GetValue<double>();
            Assert.Equal(1, found / f!.GetValue<double>(), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task The_same_features_are_selected(string filter)
    {
        var scores = await runs.TableAsync(filter, "select.scores");
        Assert.Equal(
            Expected[filter]!["selected"]!.AsArray().Select(n => n!.GetValue<string>()).Order(),
            scores.Where(r => r["selected"]!.GetValue<bool>()).Select(r => r["feature"]!.GetValue<string>()).Order());
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Coefficients_agree_to_1e_6(string filter)
    {
        var model = await runs.TableAsync(filter, "train.model");
        foreach (var (species, features) in Expected[filter]!["coef"]!.AsObject())
        {
            foreach (var (feature, value) in features!.AsObject())
            {
                Assert.Equal(value!.GetValue<double>(), Weight(model, species, feature), 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Intercepts_agree_to_1e_6(string filter)
    {
        var model = await runs.TableAsync(filter, "train.model");
        foreach (var (species, value) in Expected[filter]!["intercept"]!.AsObject())
        {
            Assert.Equal(value!.GetValue<double>(), Weight(model, species, null), 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Training_accuracy_is_the_same(string filter) =>
        Assert.Equal(Expected[filter]!["training_accuracy"]!.GetValue<double>(), (await runs.RunAsync(filter)).Metric("evaluate.accuracy"));

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Log_loss_agrees_to_1e_8(string filter) =>
        Assert.Equal(Expected[filter]!["training_log_loss"]!.GetValue<double>(), (await runs.RunAsync(filter)).Metric("evaluate.logLoss"), 1e-8);

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Macro_roc_auc_agrees_to_1e_12(string filter) =>
        Assert.Equal(Expected[filter]!["roc_auc_macro_ovr"]!.GetValue<double>(), (await runs.RunAsync(filter)).Metric("evaluate.rocAuc"), 1e-12);

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task The_confusion_matrix_is_the_same(string filter)
    {
        var confusion = await runs.TableAsync(filter, "evaluate.confusion");
        var species = Expected[filter]!["class_counts"]!.AsObject().Select(c => c.Key).ToList();
        var found = species.Select(actual => species.Select(predicted =>
            confusion.Single(r => r["actual"]!.GetValue<string>() == actual)[$"predicted_{predicted}"]!.GetValue<double>()).ToArray());
        Assert.Equal(Expected[filter]!["confusion_rows_true"]!.AsArray().Select(r => r!.Numbers()), found);
    }

    [Theory]
    [InlineData("sepal_length <= 7.0")]
    [InlineData("all rows")]
    public async Task The_accuracy_of_each_fold_is_the_same(string filter)
    {
        var folds = await runs.TableAsync(filter, "cross-validate.folds");
        Assert.Equal(Expected[filter]!["cv5_stratified_noshuffle_accuracy"]!.Numbers(), folds.Select(r => r["accuracy"]!.GetValue<double>()));
    }

    [Theory]
    [InlineData("sepal_length <= 7.0")]
    [InlineData("all rows")]
    public async Task The_mean_accuracy_of_the_folds_agrees_to_1e_15(string filter) =>
        Assert.Equal(Expected[filter]!["cv5_mean"]!.GetValue<double>(), (await runs.RunAsync(filter)).Metric("cross-validate.accuracy"), 1e-15);

    /// <summary>scikit-learn warns and goes on while one class has enough rows for the folds; it refuses only when none has.</summary>
    [Fact]
    public async Task A_class_with_fewer_rows_than_folds_does_not_stop_the_cross_validation() =>
        Assert.Equal(32, (await runs.RunAsync("sepal_length <= 5.0")).Metric("cross-validate.rows"));

    private static double Weight(IEnumerable<IReadOnlyDictionary<string, JsonNode?>> model, string species, string? feature) =>
        model.Single(r => r["class"]!.GetValue<string>() == species && r["feature"]?.GetValue<string>() == feature)["value"]!.GetValue<double>();
}
