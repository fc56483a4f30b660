using System.Text.Json.Nodes;
using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public sealed class SelectKBestTests
{
    [Theory]
    [InlineData("iris", "species")]
    [InlineData("wine", "target")]
    public async Task P_values_are_those_of_scikit_learn(string name, string target)
    {
        var rows = name == "iris" ? ReferenceRows.Iris : ReferenceRows.Wine;
        var expected = Reference.Document(name)["f_classif"]!["p_value"]!.AsArray();
        var scores = (await Alone.RunAsync(new SelectKBest { Rows = rows, Target = target })).Output<Table>("scores");
        Assert.All(Enumerable.Range(0, scores.RowCount), row =>
            Assert.Equal(1, scores.Column<double>("pValue")[row] / (double)expected[rows.Schema.IndexOf(scores.Strings("feature")[row]!)]!, 1e-9));
    }

    [Fact]
    public async Task The_best_features_of_wine_are_those_of_scikit_learn()
    {
        var expected = Reference.Document("wine")["select_k3_indices"]!.AsArray().Select(i => ReferenceRows.Wine.Schema[(int)i!].Name);
        Assert.Equal([.. expected, "target"], (await ReferenceRows.Wine.SelectAsync("target", 3)).Schema.Names);
    }

    [Fact]
    public async Task The_best_feature_stands_first_in_the_scores()
    {
        var scores = (await Alone.RunAsync(new SelectKBest { Rows = ReferenceRows.Iris, Target = "species" })).Output<Table>("scores");
        Assert.Equal(
            [("petal_length", 1, true), ("petal_width", 2, true), ("sepal_length", 3, false), ("sepal_width", 4, false)],
            Enumerable.Range(0, 4).Select(i => (scores.Strings("feature")[i], scores.Column<int>("rank")[i], scores.Column<bool>("selected")[i])));
    }

    [Fact]
    public async Task A_column_that_never_varies_has_no_score_and_comes_last()
    {
        var rows = Steps.Letters("aabb", 1, 2, 2, 3).With("same", Column.Of(0.1, 0.1, 0.1, 0.1)).With("noise", Column.Of(1.0, 2, 1, 2));
        var scores = (await Alone.RunAsync(new SelectKBest { Rows = rows, Target = "y", K = 1 })).Output<Table>("scores");
        Assert.Equal(("same", null), (scores.Strings("feature")[2], scores["f"].ValueAt(2)));
    }

    [Fact]
    public async Task Of_equal_scores_the_later_column_is_kept()
    {
        var rows = Steps.Letters("aabb", 1, 2, 2, 3).With("again", Column.Of(1.0, 2, 2, 3));
        Assert.Equal(["y", "again"], (await rows.SelectAsync("y", 1)).Schema.Names);
    }

    [Fact]
    public async Task A_column_that_varies_between_classes_only_is_the_best()
    {
        var rows = Steps.Letters("aabb", 1, 2, 2, 3).With("clean", Column.Of(1.0, 1, 2, 2));
        Assert.Equal(["y", "clean"], (await rows.SelectAsync("y", 1)).Schema.Names);
    }

    [Fact]
    public async Task Columns_that_are_not_numbers_are_dropped()
    {
        var rows = Steps.Letters("aabb", 1, 2, 2, 3).With("note", Column.Of("p", "q", "r", "s"));
        Assert.Equal(["x", "y"], (await rows.SelectAsync("y", 1)).Schema.Names);
    }

    [Fact]
    public async Task Asking_for_more_features_than_there_are_says_how_many_there_are() =>
        Assert.Contains(
            "5 features are asked for, and there are 4",
            (await Steps.RefusalAsync(() => ReferenceRows.Iris.SelectAsync("species", 5))).Message);

    [Fact]
    public async Task A_row_without_a_number_is_named() =>
        Assert.Equal(
            "Feature 'x' holds no number in 1 of 4 rows; the first is row 3.",
            (await Steps.RefusalAsync(() => Steps.Letters("aabb", 1, 2, double.NaN, 3).SelectAsync("y", 1))).Message);

    [Fact]
    public async Task One_class_is_refused() =>
        Assert.Equal("IF421", (await Steps.RefusalAsync(() => Steps.Letters("aa", 1, 2).SelectAsync("y", 1))).Rule);

    [Fact]
    public async Task The_choice_travels_with_the_rows_and_says_how_it_was_made()
    {
        var chain = Preparation.Chain(await ReferenceRows.Iris.SelectAsync("species", 2));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                [{"kind":"selected-columns","columns":["petal_length","petal_width"],"target":"species","fittedBy":{"kind":"select-k-best","k":2,"target":"species"}}]
                """),
            chain));
    }

    [Fact]
    public async Task The_choice_is_applied_to_rows_without_a_target()
    {
        var transform = Preparation.Read(Preparation.Chain(await ReferenceRows.Iris.SelectAsync("species", 2)), new Catalog(typeof(SelectKBest).Assembly)).Single();
        Assert.Equal(["petal_length", "petal_width"], transform.Apply(ReferenceRows.Iris.Select("sepal_length", "petal_length", "petal_width")).Schema.Names);
    }

    [Fact]
    public void Before_data_is_read_the_target_is_certain_and_the_numbers_are_candidates()
    {
        var shape = Alone.Describe(new SelectKBest { Rows = ReferenceRows.Iris, Target = "species", K = 2 }).Outputs["rows"];
        Assert.Equal(("species", 4, 2), (Assert.Single(shape.Fields).Name, shape.Candidates.Length, shape.Chosen));
    }

    [Fact]
    public void Before_data_is_read_too_many_features_are_reported() =>
        Assert.Equal("IF420", Assert.Single(Alone.Describe(new SelectKBest { Rows = ReferenceRows.Iris, Target = "species", K = 5 }).Findings).Rule);

    [Fact]
    public void A_second_selection_can_choose_no_more_than_the_first_left()
    {
        var steps = new ShapedSteps();
        var first = new SelectKBest { Rows = ReferenceRows.Iris, Target = "species", K = 2 };
        steps.Add("first", first);
        Assert.Contains("there are 2 to choose from", Assert.Single(steps.Add("second", new SelectKBest { Rows = first.Selected, Target = "species", K = 3 }).Findings).Message);
    }
}
