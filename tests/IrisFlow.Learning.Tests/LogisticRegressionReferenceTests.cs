using System.Text.Json.Nodes;
using IrisFlow.Testing;

namespace IrisFlow.Learning.Tests;

/// <summary>Logistic regression held against the exact optimum that the reference files hold.</summary>
public sealed class LogisticRegressionReferenceTests
{
    private static readonly string[] Best2 = ["petal_length", "petal_width"];
    private static readonly string[] Best3 = ["flavanoids", "od280/od315_of_diluted_wines", "proline"];

    /// <summary>Where the numbers are, and the examples they were made from.</summary>
    private static readonly Dictionary<string, (JsonNode Expected, Examples Examples)> Cases = new()
    {
        ["iris lr_k2"] = (Exact("iris", "lr_k2"), Some.Iris(Best2)),
        ["iris lr_all4"] = (Exact("iris", "lr_all4"), Some.Iris()),
        ["iris lr_all4_scaled"] = (Exact("iris", "lr_all4_scaled"), Some.Iris().Standardised()),
        ["iris up to 5.0, lr_k2"] = (Exact("iris", "filter_keep_sepal_length_le_5.0", "lr_k2"), Some.IrisWithSepalsUpTo(5.0, Best2)),
        ["iris up to 5.0, lr_all4"] = (Exact("iris", "filter_keep_sepal_length_le_5.0", "lr_all4"), Some.IrisWithSepalsUpTo(5.0)),
        ["wine lr_scaled"] = (Exact("wine", "lr_scaled"), Some.Examples(ReferenceRows.Wine, "target").Standardised()),
        ["wine lr_scaled_k3"] = (Exact("wine", "lr_scaled_k3"), Some.Examples(ReferenceRows.Wine, "target", Best3).Standardised()),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Coefficients_are_those_of_the_exact_optimum(string name)
    {
        var (expected, examples) = Cases[name];
        var found = ParameterTable.Read(Fit(examples).ToTable(), "coefficient", examples.Classes, examples.Features);
        Assert.All(found, (row, c) => Assert.All(row, (value, f) => Assert.Equal((double)expected["coef"]![c]![f]!, value, 1e-9)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Intercepts_are_those_of_the_exact_optimum(string name)
    {
        var (expected, examples) = Cases[name];
        var found = ParameterTable.Read(Fit(examples).ToTable(), "intercept", examples.Classes, [null]);
        Assert.All(found, (value, c) => Assert.Equal((double)expected["intercept"]![c]!, value[0], 1e-9));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_log_loss_is_that_of_the_exact_optimum(string name)
    {
        var (expected, examples) = Cases[name];
        var scores = Fit(examples).Scores(examples);
        var loss = Enumerable.Range(0, examples.RowCount).Average(row => -Math.Log(scores[examples.Labels.Span[row]][row]));
        Assert.Equal((double)expected["training"]!["log_loss"]!, loss, 1e-12);
    }

    private static Predictor Fit(Examples examples) => new LogisticRegression().Fit(examples);

    private static JsonNode Exact(string document, params string[] path) =>
        path.Aggregate(Reference.Document(document), (node, name) => node[name]!)["exact_optimum"]!;
}
