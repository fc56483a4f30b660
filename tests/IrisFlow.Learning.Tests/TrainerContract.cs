namespace IrisFlow.Learning.Tests;

/// <summary>What holds for every trainer; the test of a trainer inherits it.</summary>
public abstract class TrainerContract
{
    private static readonly Catalog Known = new(typeof(LogisticRegression).Assembly);

    /// <summary>The trainer with parameters that differ from the defaults where it has any.</summary>
    protected abstract Trainer Trainer { get; }

    [Fact]
    public void The_same_examples_give_the_same_predictor_bit_by_bit() =>
        Assert.Equal(Bits(Trainer.Fit(Some.Iris())), Bits(Trainer.Fit(Some.Iris())));

    [Fact]
    public void What_was_learned_survives_saving_and_loading_bit_by_bit()
    {
        var trained = Trainer.Fit(Some.Iris());
        Assert.Equal(Bits(trained), Bits(Model.FromTable(ModelOf(trained).ToTable(), Known).Predictor));
    }

    [Fact]
    public void The_trainer_itself_survives_saving_and_loading()
    {
        var loaded = Model.FromTable(ModelOf(Trainer.Fit(Some.Iris())).ToTable(), Known);
        Assert.True(ValueWriter.Same(Trainer, loaded.Trainer));
    }

    [Fact]
    public void Loading_names_each_column_that_is_missing()
    {
        var table = ModelOf(Trainer.Fit(Some.Iris())).ToTable();
        Assert.All(table.Schema.Names, missing => Assert.Equal(
            missing,
            Assert.Throws<ColumnException>(() => Model.FromTable(table.Select(table.Schema.Names.Where(n => n != missing)), Known)).Column));
    }

    [Fact]
    public void A_table_without_the_values_of_a_class_is_not_taken_for_a_model()
    {
        var table = ModelOf(Trainer.Fit(Some.Iris())).ToTable();
        Assert.Equal("IF505", Refusal(() => Model.FromTable(table.Slice(0, table.RowCount - 1), Known)).Rule);
    }

    [Fact]
    public void The_probabilities_of_a_row_sum_to_1()
    {
        var scores = Trainer.Fit(Some.Iris()).Scores(Some.Iris());
        Assert.All(Enumerable.Range(0, 150), row => Assert.Equal(1, scores.Sum(s => s[row]), 1e-14));
    }

    [Fact]
    public void Far_outside_the_training_rows_probabilities_are_still_numbers()
    {
        var far = Enumerable.Repeat<ReadOnlyMemory<double>>(new[] { 1e6 }, 4).ToList();
        Assert.All(Trainer.Fit(Some.Iris()).Probabilities(far, 1), p => Assert.InRange(p[0], 0, 1));
    }

    [Fact]
    public void A_cancelled_training_stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Fit(Some.Iris(), new CancellationToken(canceled: true)));

    [Fact]
    public void No_rows_are_refused() =>
        Assert.Equal("IF410", Refusal(() => Trainer.Fit(Some.Examples("", []))).Rule);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_feature_without_a_number_is_named_with_how_often_and_where(double missing) =>
        Assert.Contains(
            "Feature 'x' holds no number in 2 of 4 rows; the first is row 2.",
            Refusal(() => Trainer.Fit(Some.Examples("abab", 1, missing, 3, missing))).Message);

    [Fact]
    public void Features_that_never_vary_do_no_harm()
    {
        var predictor = Trainer.Fit(Some.Examples("aab", 0.1, 0.1, 0.1));
        Assert.Equal([2 / 3.0, 1 / 3.0], predictor.Probabilities([new[] { 0.1 }], 1).Select(p => Math.Round(p[0], 12)), (a, b) => Math.Abs(a - b) < 1e-11);
    }

    internal static Finding Refusal(Action act) => Assert.Single(Assert.ThrowsAny<IrisFlowException>(act).Findings);

    private static long[] Bits(Predictor predictor) =>
        [.. predictor.Scores(Some.Iris()).SelectMany(p => p).Select(BitConverter.DoubleToInt64Bits)];

    private Model ModelOf(Predictor predictor) =>
        new() { Target = "species", TargetType = ColumnType.String, Trainer = Trainer, Predictor = predictor, Preparation = [] };
}
