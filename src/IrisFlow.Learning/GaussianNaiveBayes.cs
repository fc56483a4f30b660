using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Learning;

/// <summary>
/// Takes every feature of a class as normally distributed and independent of the others: fast, needs no scaling, and good as a second opinion.
/// </summary>
/// <remarks>
/// The same as scikit-learn's <c>GaussianNB</c>: per class the share of rows, and per class and feature mean and variance (divided by
/// the number of rows). A row's score for a class is ln(share) - ½ Σ (ln(2π variance) + (value - mean)² / variance).
/// </remarks>
[Kind("gaussian-naive-bayes")]
public sealed class GaussianNaiveBayes : Trainer
{
    /// <summary>
    /// Share of the largest variance among the features that is added to every variance, so that a feature constant within a class does
    /// no harm. 0 or more; 0 adds nothing.
    /// </summary>
    [Range(0, double.MaxValue)]
    public double VarSmoothing { get; init; } = 1e-9;

    /// <inheritdoc/>
    public override Predictor Fit(Examples examples, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        examples.Require();
        if (!(VarSmoothing >= 0 && double.IsFinite(VarSmoothing)))
        {
            throw new IrisFlowException(new Finding("IF415", $"varSmoothing is {VarSmoothing}.") { Port = "trainer", Expected = "It is a number from 0." });
        }

        var labels = examples.Labels.Span;
        var counts = new double[examples.Classes.Count];
        foreach (var label in labels)
        {
            counts[label]++;
        }

        var means = Array.ConvertAll(counts, _ => new double[examples.Features.Count]);
        var variances = Array.ConvertAll(counts, _ => new double[examples.Features.Count]);
        var largest = 0.0;
        for (var f = 0; f < examples.Features.Count; f++)
        {
            cancellation.ThrowIfCancellationRequested();
            var values = examples.Values[f].Span;
            largest = Math.Max(largest, Moments(values, [], 0, values.Length).Variance);
            for (var c = 0; c < counts.Length; c++)
            {
                (means[c][f], variances[c][f]) = Moments(values, labels, c, counts[c]);
            }
        }

        Smooth(examples, variances, largest);
        return new GaussianNaiveBayesPredictor
        {
            Features = examples.Features,
            Classes = examples.Classes,
            Priors = Array.ConvertAll(counts, c => c / examples.RowCount),
            Means = means,
            Variances = variances,
        };
    }

    private void Smooth(Examples examples, double[][] variances, double largest)
    {
        for (var c = 0; c < variances.Length; c++)
        {
            for (var f = 0; f < variances[c].Length; f++)
            {
                // Where no feature varies at all, any variance gives the same likelihood to every class; 1 keeps it a number.
                variances[c][f] = largest == 0 ? 1 : variances[c][f] + (VarSmoothing * largest);
                if (variances[c][f] == 0)
                {
                    throw new IrisFlowException(new Finding("IF415", $"Feature '{examples.Features[f]}' is constant within class '{examples.Classes[c]}', and varSmoothing is 0.")
                    {
                        Port = "trainer",
                        Column = examples.Features[f],
                        Expected = "Give varSmoothing a value above 0, such as 1e-9, or leave the feature out.",
                    });
                }
            }
        }
    }

    /// <summary>Mean and variance (divided by the count) of the rows of a class; of all rows when there are no labels.</summary>
    private static (double Mean, double Variance) Moments(ReadOnlySpan<double> values, ReadOnlySpan<int> labels, int ofClass, double count)
    {
        var (sum, least, most) = (0.0, double.PositiveInfinity, double.NegativeInfinity);
        for (var row = 0; row < values.Length; row++)
        {
            if (labels.IsEmpty || labels[row] == ofClass)
            {
                (sum, least, most) = (sum + values[row], Math.Min(least, values[row]), Math.Max(most, values[row]));
            }
        }

        // A mean of equal values may be rounded away from them; their variance is 0 all the same.
        if (least == most)
        {
            return (least, 0);
        }

        // The second pass around the mean loses nothing where the mean is large beside the spread.
        var (mean, squares) = (sum / count, 0.0);
        for (var row = 0; row < values.Length; row++)
        {
            var distance = labels.IsEmpty || labels[row] == ofClass ? values[row] - mean : 0;
            squares += distance * distance;
        }

        return (mean, squares / count);
    }
}

/// <summary>Normal distributions by class and feature. As a table: <c>parameter</c> (prior, mean, variance), <c>class</c>, <c>feature</c>, <c>value</c>.</summary>
[Kind("gaussian-naive-bayes")]
internal sealed class GaussianNaiveBayesPredictor : Predictor
{
    internal double[] Priors { get; set; } = [];

    internal double[][] Means { get; set; } = [];

    internal double[][] Variances { get; set; } = [];

    public override double[][] Probabilities(IReadOnlyList<ReadOnlyMemory<double>> values, int rows)
    {
        var probabilities = Array.ConvertAll(Priors, _ => new double[rows]);
        var scores = new double[Priors.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var c = 0; c < scores.Length; c++)
            {
                scores[c] = Math.Log(Priors[c]);
                for (var f = 0; f < values.Count; f++)
                {
                    var distance = values[f].Span[row] - Means[c][f];
                    scores[c] -= 0.5 * (Math.Log(2 * Math.PI * Variances[c][f]) + (distance * distance / Variances[c][f]));
                }
            }

            LogSumExp.Normalise(scores, probabilities, row);
        }

        return probabilities;
    }

    public override Table ToTable()
    {
        var table = new ParameterTable();
        for (var c = 0; c < Classes.Count; c++)
        {
            table.Add("prior", Classes[c], null, Priors[c]);
            for (var f = 0; f < Features.Count; f++)
            {
                table.Add("mean", Classes[c], Features[f], Means[c][f]);
                table.Add("variance", Classes[c], Features[f], Variances[c][f]);
            }
        }

        return table.ToTable();
    }

    public override LearnedFigures? Figures => new(
        LearnedFigures.Importances,
        "How far apart the classes lie in the feature: the variance of their means, in units of the mean variance within a class.",
        [.. Features.Select((feature, f) => new LearnedFigure(null, feature, Separation(f)))]);

    private double Separation(int feature)
    {
        var mean = Priors.Select((prior, c) => prior * Means[c][feature]).Sum();
        var between = Priors.Select((prior, c) => prior * (Means[c][feature] - mean) * (Means[c][feature] - mean)).Sum();
        return between / Priors.Select((prior, c) => prior * Variances[c][feature]).Sum();
    }

    protected override void Load(Table table)
    {
        Priors = Array.ConvertAll(ParameterTable.Read(table, "prior", Classes, [null]), p => p[0]);
        Means = ParameterTable.Read(table, "mean", Classes, Features);
        Variances = ParameterTable.Read(table, "variance", Classes, Features);
    }
}
