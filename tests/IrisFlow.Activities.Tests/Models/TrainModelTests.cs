using IrisFlow.Learning;
using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public sealed class TrainModelTests
{
    private static readonly Catalog Known = new(typeof(TrainModel).Assembly, typeof(LogisticRegression).Assembly);

    [Fact]
    public async Task The_model_scores_raw_rows_through_the_preparation_it_carries()
    {
        var prepared = await (await ReferenceRows.Wine.SelectAsync("target", 3)).StandardizeAsync("target");
        var model = await prepared.TrainAsync("target");
        Assert.Equal(ScoredRows.Probabilities(model, prepared), ScoredRows.Probabilities(model, ReferenceRows.Wine));
    }

    [Fact]
    public async Task A_prepared_model_survives_saving_and_loading_bit_by_bit()
    {
        var model = await (await (await ReferenceRows.Wine.SelectAsync("target", 3)).StandardizeAsync("target")).TrainAsync("target");
        var loaded = Model.FromTable(model.ToTable(), Known);
        Assert.Equal(Bits(model), Bits(loaded));
    }

    [Fact]
    public async Task The_same_rows_give_the_same_model_table() =>
        Assert.Equal(
            TableDigest.Of((await ReferenceRows.Iris.TrainAsync("species")).ToTable()),
            TableDigest.Of((await ReferenceRows.Iris.TrainAsync("species")).ToTable()));

    [Fact]
    public async Task Rows_prepared_by_another_selection_are_refused()
    {
        var model = await (await ReferenceRows.Iris.SelectAsync("species", 2)).TrainAsync("species");
        var others = await ReferenceRows.Iris.SelectAsync("species", 3);
        Assert.Equal("IF401", (await Steps.RefusalAsync(() => model.EvaluateAsync(others))).Rule);
    }

    [Fact]
    public async Task A_column_that_is_no_number_is_named_with_the_remedy()
    {
        var refusal = await Steps.RefusalAsync(() => ReferenceRows.Iris.With("note", ReferenceRows.Iris["species"]).TrainAsync("species"));
        Assert.Equal(("IF417", "note"), (refusal.Rule, refusal.Column));
    }

    [Fact]
    public async Task Named_features_leave_other_columns_out()
    {
        var rows = ReferenceRows.Iris.With("note", ReferenceRows.Iris["species"]);
        Assert.Equal(["petal_width", "petal_length"], (await rows.TrainAsync("species", null, "petal_width", "petal_length")).Predictor.Features);
    }

    [Theory]
    [InlineData("target")]
    [InlineData("hue")]
    public async Task A_feature_named_twice_or_as_target_is_refused(string twice) =>
        Assert.Equal("IF419", (await Steps.RefusalAsync(() => ReferenceRows.Wine.TrainAsync("target", null, "hue", twice))).Rule);

    [Fact]
    public async Task A_missing_target_is_named_with_the_near_miss() =>
        Assert.Contains("Did you mean 'species'?", (await Steps.RefusalAsync(() => ReferenceRows.Iris.TrainAsync("speces"))).Expected);

    [Fact]
    public async Task The_trainers_own_refusal_reaches_the_user() =>
        Assert.Equal("IF411", (await Steps.RefusalAsync(() => Steps.Letters("aa", 1, 2).TrainAsync("y"))).Rule);

    [Fact]
    public void Before_data_is_read_a_column_that_is_no_number_is_reported()
    {
        var train = new TrainModel { Rows = ReferenceRows.Iris.With("note", ReferenceRows.Iris["species"]), Target = "species", Trainer = new MajorityClass() };
        Assert.Equal("note", Assert.Single(Alone.Describe(train).Findings).Column);
    }

    [Fact]
    public void Before_data_is_read_the_model_knows_its_columns_and_its_target()
    {
        var shape = Alone.Describe(new TrainModel { Rows = ReferenceRows.Iris, Target = "species", Trainer = new MajorityClass() }).Outputs["model"];
        Assert.Equal((ReferenceRows.Iris.Schema, "species"), (new Schema(shape.Fields), shape.Target));
    }

    private static IEnumerable<long> Bits(Model model) =>
        ScoredRows.Probabilities(model, ReferenceRows.Wine).SelectMany(p => p).Select(BitConverter.DoubleToInt64Bits);
}
