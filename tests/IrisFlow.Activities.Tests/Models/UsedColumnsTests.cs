using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

/// <summary>An activity reads the columns that it uses: those of a large checkpoint that it leaves alone stay in their file.</summary>
public sealed class UsedColumnsTests
{
    private static readonly Trainer Trainer = new Learning.GaussianNaiveBayes();
    private readonly SortedSet<string> _read = [];

    [Fact]
    public async Task Training_on_named_features_reads_these_and_the_target()
    {
        await Alone.RunAsync(new TrainModel { Rows = Rows(), Target = "species", Trainer = Trainer, Features = ["petal_width"] });

        Assert.Equal(["petal_width", "species"], _read);
    }

    [Fact]
    public async Task Evaluating_and_predicting_read_what_the_model_needs()
    {
        var trained = await Alone.RunAsync(new TrainModel { Rows = ReferenceRows.Iris, Target = "species", Trainer = Trainer, Features = ["petal_width"] });
        await Alone.RunAsync(new EvaluateModel { Model = trained.Output<Model>("model"), Rows = Rows() });
        Assert.Equal(["petal_width", "species"], _read);

        _read.Clear();
        await Alone.RunAsync(new PredictRows { Model = trained.Output<Model>("model"), Rows = Rows() });
        Assert.Equal(["petal_width"], _read);
    }

    [Fact]
    public async Task A_model_of_few_features_reads_few_though_all_were_standardised_when_it_was_trained()
    {
        var prepared = await ReferenceRows.Iris.StandardizeAsync("species");
        var trained = await Alone.RunAsync(new TrainModel { Rows = prepared, Target = "species", Trainer = Trainer, Features = ["petal_width"] });

        await Alone.RunAsync(new EvaluateModel { Model = trained.Output<Model>("model"), Rows = Rows() });

        Assert.Equal(["petal_width", "species"], _read);
    }

    [Fact]
    public async Task Cross_validation_reads_what_the_model_needs()
    {
        var trained = await Alone.RunAsync(new TrainModel { Rows = ReferenceRows.Iris, Target = "species", Trainer = Trainer, Features = ["petal_width"] });

        await Alone.RunAsync(new CrossValidateModel { Model = trained.Output<Model>("model"), Rows = Rows(), Folds = 3 });

        Assert.Equal(["petal_width", "species"], _read);
    }

    [Fact]
    public async Task A_condition_reads_its_own_columns_before_any_row_is_kept()
    {
        var kept = await Alone.RunAsync(new FilterRows { Rows = Rows(), Keep = "sepal_length < 5" });

        Assert.Equal(["sepal_length"], _read);
        Assert.Equal(22, kept.Output<Table>("rows").RowCount);
    }

    [Fact]
    public async Task Selecting_columns_reads_none_by_itself()
    {
        await Alone.RunAsync(new SelectColumns { Rows = Rows(), Columns = ["species", "petal_width"] });

        Assert.Empty(_read);
    }

    [Fact]
    public async Task Drawing_rows_reads_the_column_whose_proportions_are_kept()
    {
        await Alone.RunAsync(new SplitRows { Rows = Rows(), By = "species" });

        Assert.Equal(["species"], _read);
    }

    [Fact]
    public async Task Choosing_features_reads_the_numbers_and_the_target()
    {
        var rows = Rows().With(new Field("note", ColumnType.String), () => throw new InvalidOperationException("Nobody needs the note."));

        await Alone.RunAsync(new SelectKBest { Rows = rows, Target = "species", K = 1 });

        Assert.Equal(5, _read.Count);
    }

    /// <summary>The iris rows; each column notes that it was asked for.</summary>
    private Table Rows() => ReferenceRows.Iris.Schema.Aggregate(ReferenceRows.Iris, (table, field) => table.With(field, () =>
    {
        _read.Add(field.Name);
        return ReferenceRows.Iris[field.Name];
    }));
}
