using System.Text.Json.Nodes;
using IrisFlow.Testing;

namespace IrisFlow.Cli.Tests;

/// <summary>The numbers of the wine data equal scikit-learn's.</summary>
public class WineNumbersTests(WineRuns runs) : IClassFixture<WineRuns>
{
    private static readonly JsonNode Wine = Reference.Document("wine");

    public static TheoryData<string> Parts => new(WineRuns.Parts.Keys);

    [Fact]
    public async Task F_values_agree_to_1e_9()
    {
        var scores = await runs.TableAsync("lr_scaled_k3", "select.scores");
        foreach (var (feature, f) in Wine["feature_names"]!.AsArray().Zip(Wine["f_classif"]!["F"]!.Numbers()))
        {
            var found = scores.Single(r => r["feature"]!.GetValue<string>() == feature!.GetValue<string>())["f"]!.GetValue<double>();
            Assert.Equal(1, found / f, 1e-9);
        }
    }

    [Fact]
    public async Task The_same_three_features_are_selected()
    {
        var scores = await runs.TableAsync("lr_scaled_k3", "select.scores");
        Assert.Equal(
            Wine["lr_scaled_k3"]!["features"]!.AsArray().Select(n => n!.GetValue<string>()).Order(),
            scores.Where(r => r["selected"]!.GetValue<bool>()).Select(r => r["feature"]!.GetValue<string>()).Order());
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Coefficients_agree_to_1e_6(string part)
    {
        var model = (await runs.TableAsync(part, "train.model")).Where(r => r["feature"] is not null).ToDictionary(r => $"{r["class"]} {r["feature"]}", r => r["value"]!.GetValue<double>());
        var features = Wine[part]!["features"]!.AsArray();
        foreach (var (wine, weights) in Wine[part]!["exact_optimum"]!["coef"]!.AsArray().Index())
        {
            foreach (var (feature, weight) in features.Zip(weights!.Numbers()))
            {
                Assert.Equal(weight, model[$"{wine} {feature}"], 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Intercepts_agree_to_1e_6(string part)
    {
        var model = await runs.TableAsync(part, "train.model");
        foreach (var (wine, intercept) in Wine[part]!["exact_optimum"]!["intercept"]!.Numbers().Index())
        {
            Assert.Equal(intercept, model.Single(r => r["feature"] is null && r["class"]!.GetValue<string>() == $"{wine}")["value"]!.GetValue<double>(), 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Training_accuracy_is_the_same(string part) =>
        Assert.Equal(Training(part, "accuracy"), (await runs.RunAsync(part)).Metric("evaluate.accuracy"));

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Log_loss_agrees_to_1e_8(string part) =>
        Assert.Equal(Training(part, "log_loss"), (await runs.RunAsync(part)).Metric("evaluate.logLoss"), 1e-8);

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task The_confusion_matrix_is_the_same(string part)
    {
        var confusion = await runs.TableAsync(part, "evaluate.confusion");
        Assert.Equal(
            Wine[part]!["exact_optimum"]!["training"]!["confusion_matrix_rows_true_cols_pred"]!.AsArray().Select(r => r!.Numbers()),
            confusion.Select(r => r.Where(c => c.Key != "actual").Select(c => c.Value!.GetValue<double>()).ToArray()));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task The_accuracy_of_each_fold_is_the_same(string part)
    {
        var folds = await runs.TableAsync(part, "cross-validate.folds");
        Assert.Equal(Wine[part]!["cv5_stratified_noshuffle"]!["fold_accuracy"]!.Numbers(), folds.Select(r => r["accuracy"]!.GetValue<double>()));
    }

    private static double Training(string part, string figure) => Wine[part]!["exact_optimum"]!["training"]![figure]!.GetValue<double>();
}
