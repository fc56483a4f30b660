namespace IrisFlow.Learning;

/// <summary>
/// Looks at no feature and gives every row the share of each class among the training rows: the baseline that a model has to beat.
/// </summary>
/// <remarks>
/// The same as scikit-learn's <c>DummyClassifier(strategy="prior")</c>. Where two classes are as frequent the first in order wins.
/// One class is enough for it.
/// </remarks>
[Kind("majority-class")]
public sealed class MajorityClass : Trainer
{
    /// <inheritdoc/>
    public override Predictor Fit(Examples examples, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        examples.Require(classes: 1, features: 0);
        var shares = new double[examples.Classes.Count];
        foreach (var label in examples.Labels.Span)
        {
            shares[label]++;
        }

        return new MajorityClassPredictor
        {
            Features = examples.Features,
            Classes = examples.Classes,
            Shares = Array.ConvertAll(shares, s => s / examples.RowCount),
        };
    }
}

/// <summary>The share of each class, whatever the row. As a table: <c>class</c>, <c>probability</c>.</summary>
[Kind("majority-class")]
internal sealed class MajorityClassPredictor : Predictor
{
    internal double[] Shares { get; set; } = [];

    public override double[][] Probabilities(IReadOnlyList<ReadOnlyMemory<double>> values, int rows) =>
        Array.ConvertAll(Shares, share => Enumerable.Repeat(share, rows).ToArray());

    public override Table ToTable() => Table.Of(
        ("class", Column.Of(Classes.Select(c => (string?)c).ToArray())),
        ("probability", Column.Of(Shares)));

    public override LearnedFigures? Figures => new(
        LearnedFigures.Shares, "The share of the class among the training rows, which every row is given as its probability.", [.. Classes.Select((name, c) => new LearnedFigure(name, null, Shares[c]))]);

    protected override void Load(Table table)
    {
        var (classes, probability) = (table.Strings("class"), table.Column<double>("probability"));
        Shares = probability.Values.ToArray();
        if (!Enumerable.Range(0, table.RowCount).Select(i => classes[i]).SequenceEqual(Classes))
        {
            throw new IrisFlowException(new Finding("IF505", "The model's table does not hold one probability for each of its classes.")
            {
                Expected = $"Its classes are {string.Join(", ", Classes)}.",
            }, ExitCode.Corrupt);
        }
    }
}
