namespace IrisFlow.Activities;

/// <summary>How often each class was predicted for each, and what follows for each class.</summary>
internal sealed class ConfusionMatrix
{
    private readonly IReadOnlyList<string> _classes;
    private readonly int _known;
    private readonly long[][] _counts;

    /// <param name="classes">All classes: those that can be predicted, then those that only occur.</param>
    /// <param name="known">How many of them can be predicted.</param>
    /// <param name="actual">The class of each row.</param>
    /// <param name="predicted">The class predicted for each row.</param>
    public ConfusionMatrix(IReadOnlyList<string> classes, int known, int[] actual, int[] predicted)
    {
        (_classes, _known) = (classes, known);
        _counts = [.. classes.Select(_ => new long[classes.Count])];
        for (var row = 0; row < actual.Length; row++)
        {
            _counts[actual[row]][predicted[row]]++;
        }
    }

    public double Accuracy => (double)Enumerable.Range(0, _classes.Count).Sum(c => _counts[c][c]) / _counts.Sum(r => r.Sum());

    /// <summary>The mean F1 of the classes that occur or were predicted, each counting the same.</summary>
    public double MacroF1 => PerClass().Where(c => c.F1 is not null).Average(c => c.F1!.Value);

    /// <summary>For each class the share of its predictions that were right, the share of its rows that were found, and their harmonic mean.</summary>
    /// <remarks>0 where the divisor is 0, as scikit-learn has it; null for a class that neither occurs nor was predicted.</remarks>
    public IEnumerable<(string Class, double? Precision, double? Recall, double? F1, long Support)> PerClass()
    {
        for (var c = 0; c < _classes.Count; c++)
        {
            var (right, support, predicted) = (_counts[c][c], _counts[c].Sum(), _counts.Sum(r => r[c]));
            double? Share(long part, long whole) => support + predicted == 0 ? null : whole == 0 ? 0 : (double)part / whole;
            yield return (_classes[c], Share(right, predicted), Share(right, support), Share(2 * right, support + predicted), support);
        }
    }

    /// <summary>One row for each actual class, one column for each class that can be predicted.</summary>
    public Table ToTable() => Table.Of(
    [
        ("actual", Column.Of(_classes.ToArray<string?>())),
        .. Enumerable.Range(0, _known).Select(p => ($"predicted_{_classes[p]}", (Column)Column.Of(_counts.Select(r => r[p]).ToArray()))),
    ]);

    /// <summary>The columns of <see cref="PerClassTable"/>.</summary>
    public static Schema PerClassSchema { get; } = new(
        new Field("class", ColumnType.String), new("precision", ColumnType.Float64, true), new("recall", ColumnType.Float64, true), new("f1", ColumnType.Float64, true), new("support", ColumnType.Int64));

    /// <summary><see cref="PerClass"/> as a table.</summary>
    public Table PerClassTable()
    {
        var classes = PerClass().ToList();
        return new(PerClassSchema,
        [
            Column.Of(classes.Select(c => (string?)c.Class).ToArray()),
            Column.OfNullable(ColumnType.Float64, classes.Select(c => c.Precision).ToArray()),
            Column.OfNullable(ColumnType.Float64, classes.Select(c => c.Recall).ToArray()),
            Column.OfNullable(ColumnType.Float64, classes.Select(c => c.F1).ToArray()),
            Column.Of(classes.Select(c => c.Support).ToArray()),
        ]);
    }
}
