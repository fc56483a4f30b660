using System.Text.Json.Nodes;
using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

/// <summary>Figures of training rows and of folds, held against the blocks of iris.json and wine.json.</summary>
public sealed class ReferenceMetricsTests
{
    private static readonly string[] Wine3 = ["flavanoids", "od280/od315_of_diluted_wines", "proline", "target"];

    /// <summary>Each case: where the numbers stand, the target, the raw rows, and whether they are standardised.</summary>
    private static readonly Dictionary<string, (JsonNode Expected, string Target, Table Rows, bool Scaled)> Cases = new()
    {
        ["iris lr_k2"] = (Of("iris", "lr_k2"), "species", ReferenceRows.Iris.Select("petal_length", "petal_width", "species"), false),
        ["iris lr_all4"] = (Of("iris", "lr_all4"), "species", ReferenceRows.Iris, false),
        ["iris lr_all4_scaled"] = (Of("iris", "lr_all4_scaled"), "species", ReferenceRows.Iris, true),
        ["iris up to 5.0, lr_all4"] = (Of("iris", "filter_keep_sepal_length_le_5.0", "lr_all4"), "species", Steps.IrisUpTo(5.0), false),
        ["wine lr_scaled"] = (Of("wine", "lr_scaled"), "target", ReferenceRows.Wine, true),
        ["wine lr_scaled_k3"] = (Of("wine", "lr_scaled_k3"), "target", ReferenceRows.Wine.Select(Wine3), true),
    };

    public static TheoryData<string> Trained => [.. Cases.Keys];

    public static TheoryData<string> Folded => [.. Cases.Where(c => c.Value.Expected["cv5_stratified_noshuffle"] is not null).Select(c => c.Key)];

    [Theory]
    [MemberData(nameof(Trained))]
    public async Task Figures_of_training_rows_are_those_of_the_exact_optimum(string name)
    {
        var expected = Cases[name].Expected["exact_optimum"]!["training"]!;
        var found = (await EvaluateAsync(name)).Output<Metrics>("metrics");
        Assert.Equal(
            [(double)expected["accuracy"]!, (double)expected["log_loss"]!, (double)expected["f1_macro"]!, (double)expected["roc_auc_macro_ovr"]!, (double)expected["n"]!],
            [found["accuracy"], found["logLoss"], found["macroF1"], found["rocAuc"], found["rows"]],
            Close);
    }

    [Theory]
    [MemberData(nameof(Trained))]
    public async Task Precision_recall_and_f1_of_every_class_are_those_of_scikit_learn(string name)
    {
        var expected = Cases[name].Expected["exact_optimum"]!["training"]!;
        var classes = (await EvaluateAsync(name)).Output<Table>("classes");
        Assert.All([("precision", "precision_per_class"), ("recall", "recall_per_class"), ("f1", "f1_per_class")], pair =>
            Assert.Equal(Numbers(expected[pair.Item2]!), classes.Column<double>(pair.Item1).Values.ToArray(), Close));
    }

    [Theory]
    [MemberData(nameof(Trained))]
    public async Task The_confusion_matrix_of_training_rows_is_exact(string name) =>
        Assert.Equal(Matrix(Cases[name].Expected["exact_optimum"]!["training"]!), (await EvaluateAsync(name)).Output<Table>("confusion").Counts());

    [Theory]
    [MemberData(nameof(Folded))]
    public async Task The_accuracy_of_every_fold_is_exact(string name) =>
        Assert.Equal(
            Numbers(Cases[name].Expected["cv5_stratified_noshuffle"]!["fold_accuracy"]!),
            (await ValidateAsync(name)).Output<Table>("folds").Column<double>("accuracy").Values.ToArray());

    [Theory]
    [MemberData(nameof(Folded))]
    public async Task Mean_and_deviation_of_the_folds_are_those_of_scikit_learn(string name)
    {
        var (expected, found) = (Cases[name].Expected["cv5_stratified_noshuffle"]!, (await ValidateAsync(name)).Output<Metrics>("metrics"));
        Assert.Equal([(double)expected["mean"]!, (double)expected["std"]!], [found["accuracy"], found["accuracyStd"]], Close);
    }

    [Theory]
    [MemberData(nameof(Folded))]
    public async Task The_confusion_matrix_of_all_folds_is_exact(string name) =>
        Assert.Equal(
            Matrix(Cases[name].Expected["cv5_stratified_noshuffle"]!["out_of_fold"]!),
            (await ValidateAsync(name)).Output<Table>("confusion").Counts());

    [Theory]
    [MemberData(nameof(Folded))]
    public async Task The_log_loss_of_all_folds_is_that_of_scikit_learn_as_far_as_its_solver_goes(string name) =>
        Assert.Equal(
            (double)Cases[name].Expected["cv5_stratified_noshuffle"]!["out_of_fold"]!["log_loss"]!,
            (await ValidateAsync(name)).Output<Metrics>("metrics")["logLoss"],
            1e-4);

    [Fact]
    public async Task A_selection_inside_each_fold_gives_the_accuracies_of_scikit_learn()
    {
        var model = await (await ReferenceRows.Iris.SelectAsync("species", 2)).TrainAsync("species");
        Assert.Equal(
            Numbers(Of("iris", "cv5_select_inside_fold_k2")["fold_accuracy"]!),
            (await model.CrossValidateAsync(ReferenceRows.Iris)).Output<Table>("folds").Column<double>("accuracy").Values.ToArray());
    }

    private static async Task<Model> ModelAsync(string name)
    {
        var (_, target, rows, scaled) = Cases[name];
        return await (scaled ? await rows.StandardizeAsync(target) : rows).TrainAsync(target);
    }

    private static async Task<StepContext> EvaluateAsync(string name) => await (await ModelAsync(name)).EvaluateAsync(Cases[name].Rows);

    private static async Task<StepContext> ValidateAsync(string name) => await (await ModelAsync(name)).CrossValidateAsync(Cases[name].Rows);

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-12;

    private static double[] Numbers(JsonNode list) => [.. list.AsArray().Select(n => (double)n!)];

    private static IEnumerable<long[]> Matrix(JsonNode block) =>
        block["confusion_matrix_rows_true_cols_pred"]!.AsArray().Select(r => r!.AsArray().Select(n => (long)n!).ToArray());

    private static JsonNode Of(string document, params string[] path) => path.Aggregate(Reference.Document(document), (node, name) => node[name]!);
}
