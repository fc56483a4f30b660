using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Learning;

/// <summary>
/// Multinomial logistic regression: a linear score for each class, turned into probabilities by softmax. The first choice when classes
/// are about linearly separable and probabilities matter.
/// </summary>
/// <remarks>
/// Minimises Σ over rows of -ln p(class of the row) + l2/2 · Σ weight², intercepts free, by Newton's method to the exact optimum, so the
/// result does not depend on a solver's stopping rule. It is what scikit-learn's <c>LogisticRegression(C=1/l2)</c> aims at for three
/// classes or more. For two classes this is the symmetric form: the weights of the classes are opposite, and scikit-learn's binary
/// form with C = 2/l2 has the same probabilities, its coefficient being the difference of the two.
/// </remarks>
[Kind("logistic-regression")]
public sealed class LogisticRegression : Trainer
{
    /// <summary>
    /// Strength of the penalty on squared weights, 1/C in scikit-learn's words. 0 or more; larger gives smaller weights. With 0 there is
    /// no optimum when the classes can be told apart without error or features repeat one another, and training says so.
    /// </summary>
    [Range(0, double.MaxValue)]
    public double L2 { get; init; } = 1.0;

    /// <inheritdoc/>
    public override Predictor Fit(Examples examples, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        examples.Require();
        if (!(L2 >= 0 && double.IsFinite(L2)))
        {
            throw new IrisFlowException(new Finding("IF415", $"l2 is {L2}.") { Port = "trainer", Expected = "It is a number from 0." });
        }

        var rows = new StandardRows(examples);
        var optimum = Newton.Minimise(new SoftmaxObjective(examples, rows, L2, cancellation));
        var (weights, intercepts) = rows.InUnitsOfTheFeatures(optimum);
        return new LogisticRegressionPredictor
        {
            Features = examples.Features,
            Classes = examples.Classes,
            Weights = weights,
            Intercepts = intercepts,
        };
    }
}

/// <summary>Weights and intercepts by class. As a table: <c>parameter</c> (coefficient, intercept), <c>class</c>, <c>feature</c>, <c>value</c>.</summary>
/// <remarks>Weights and intercepts each sum to 0 over the classes: adding the same to all would change no probability.</remarks>
[Kind("logistic-regression")]
internal sealed class LogisticRegressionPredictor : Predictor
{
    internal double[][] Weights { get; set; } = [];

    internal double[] Intercepts { get; set; } = [];

    public override double[][] Probabilities(IReadOnlyList<ReadOnlyMemory<double>> values, int rows)
    {
        var probabilities = Array.ConvertAll(Intercepts, _ => new double[rows]);
        var scores = new double[Intercepts.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var c = 0; c < scores.Length; c++)
            {
                scores[c] = Intercepts[c];
                for (var f = 0; f < values.Count; f++)
                {
                    scores[c] += Weights[c][f] * values[f].Span[row];
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
            for (var f = 0; f < Features.Count; f++)
            {
                table.Add("coefficient", Classes[c], Features[f], Weights[c][f]);
            }

            table.Add("intercept", Classes[c], null, Intercepts[c]);
        }

        return table.ToTable();
    }

    public override LearnedFigures? Figures => new(
        LearnedFigures.Coefficients,
        "What one unit more of a feature, as it comes out of the preparation, adds to the score of a class; without a feature, the score where all are 0.",
        [.. Classes.SelectMany((name, c) => Features.Select((feature, f) => new LearnedFigure(name, feature, Weights[c][f])).Append(new(name, null, Intercepts[c])))]);

    protected override void Load(Table table)
    {
        Weights = ParameterTable.Read(table, "coefficient", Classes, Features);
        Intercepts = Array.ConvertAll(ParameterTable.Read(table, "intercept", Classes, [null]), i => i[0]);
    }
}
