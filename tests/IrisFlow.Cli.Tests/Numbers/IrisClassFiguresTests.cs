using System.Text.Json.Nodes;
using IrisFlow.Testing;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>What the reference knows only of all rows: figures of each class, and what is predicted out of fold.</summary>
public class IrisClassFiguresTests(IrisRuns runs) : IClassFixture<IrisRuns>
{
    private const string All = "all rows";

    private static readonly JsonNode Iris = Reference.Document("iris")["lr_k2"]!;

    [Theory]
    [InlineData("precision", "precision_per_class")]
    [InlineData("recall", "recall_per_class")]
    [InlineData("f1", "f1_per_class")]
    [InlineData("support", "support")]
    public async Task The_figures_of_each_class_agree_to_1e_15(string column, string reference)
    {
        var classes = await runs.TableAsync(All, "evaluate.classes");
        foreach (var (expected, row) in Iris["exact_optimum"]!["training"]![reference]!.Numbers().Zip(classes))
        {
            Assert.Equal(expected, row[column]!.GetValue<double>(), 1e-15);
        }
    }

    [Fact]
    public async Task Macro_f1_agrees_to_1e_15() =>
        Assert.Equal(Iris["exact_optimum"]!["training"]!["f1_macro"]!.GetValue<double>(), (await runs.RunAsync(All)).Metric("evaluate.macroF1"), 1e-15);

    [Fact]
    public async Task The_confusion_matrix_out_of_fold_is_the_same()
    {
        var confusion = await runs.TableAsync(All, "cross-validate.confusion");
        Assert.Equal(
            Iris["cv5_stratified_noshuffle"]!["out_of_fold"]!["confusion_matrix_rows_true_cols_pred"]!.AsArray().Select(r => r!.Numbers()),
            confusion.Select(r => r.Where(c => c.Key != "actual").Select(c => c.Value!.GetValue<double>()).ToArray()));
    }

    [Fact]
    public async Task The_deviation_of_the_folds_agrees_to_1e_15() =>
        Assert.Equal(Iris["cv5_stratified_noshuffle"]!["std"]!.GetValue<double>(), (await runs.RunAsync(All)).Metric("cross-validate.accuracyStd"), 1e-15);

    /// <summary>The reference's folds stop a little before the optimum, so its log loss is known to five digits.</summary>
    [Fact]
    public async Task The_log_loss_out_of_fold_agrees_to_1e_5() =>
        Assert.Equal(Iris["cv5_stratified_noshuffle"]!["out_of_fold"]!["log_loss"]!.GetValue<double>(), (await runs.RunAsync(All)).Metric("cross-validate.logLoss"), 1e-5);

    [Fact]
    public async Task Without_selection_the_log_loss_is_that_of_all_four_features()
    {
        using var workspace = ProgramWorkspace.Iris();
        var run = await workspace.JsonAsync("run", "iris", "--skip", "filter", "--skip", "select", "--to", "evaluate");
        Assert.Equal(
            Reference.Document("iris")["lr_all4"]!["exact_optimum"]!["training"]!["log_loss"]!.GetValue<double>(), run.Metric("evaluate.logLoss"), 1e-8);
    }
}
