namespace IrisFlow.Activities;

/// <summary>How well probabilities fit the classes of rows.</summary>
internal sealed class Evaluation
{
    private readonly double[][] _probabilities;
    private readonly ClassColumn _actual;

    /// <param name="probabilities">For each known class one probability a row.</param>
    /// <param name="actual">The class of each row; the known classes come first.</param>
    public Evaluation(double[][] probabilities, ClassColumn actual)
    {
        (_probabilities, _actual) = (probabilities, actual);
        Confusion = new(actual.Classes, probabilities.Length, actual.Labels, ScoredRows.MostProbable(probabilities, actual.Labels.Length));
        LogLoss = ProbabilityMetrics.LogLoss(probabilities, actual.Labels);
    }

    public ConfusionMatrix Confusion { get; }

    public double LogLoss { get; }

    /// <summary>The figures of all rows. There is no <c>rocAuc</c> where the rows are of one class only.</summary>
    /// <param name="accuracy">Stands in for the accuracy over all rows.</param>
    public Metrics ToMetrics(params IReadOnlyList<(string Name, double Value)> accuracy)
    {
        var areas = Enumerable.Range(0, _probabilities.Length)
            .Select(c => ProbabilityMetrics.RocAuc(_probabilities[c], _actual.Labels, c))
            .Where(a => !double.IsNaN(a))
            .ToList();
        return new(
        [
            .. accuracy.Count > 0 ? accuracy : [("accuracy", Confusion.Accuracy)],
            ("logLoss", LogLoss),
            ("macroF1", Confusion.MacroF1),
            .. areas.Count > 0 ? [("rocAuc", areas.Average())] : Array.Empty<(string, double)>(),
            ("rows", _actual.Labels.Length),
        ]);
    }

    /// <summary>The points of the curves of each class.</summary>
    public Table Curves() => ThresholdCurves.Of(_probabilities, _actual);

    /// <summary>What a person should know before trusting the figures.</summary>
    /// <param name="rows">What the rows are called.</param>
    public IEnumerable<string> Warnings(string rows)
    {
        var present = _actual.Labels.ToHashSet();
        var absent = _actual.Classes.Where((_, c) => !present.Contains(c)).ToList();
        var unseen = _actual.Classes.Skip(_probabilities.Length).ToList();
        if (absent.Count > 0)
        {
            yield return $"The {rows} hold no row of {Named(absent)}: the area under the ROC curve leaves {(absent.Count == 1 ? "it" : "them")} out.";
        }

        if (unseen.Count > 0)
        {
            yield return $"The {rows} hold {Named(unseen)}, which the model never saw: such rows count as wrong, with a probability of 0.";
        }
    }

    private static string Named(IEnumerable<string> classes) => $"class {string.Join(", ", classes.Select(c => $"'{c}'"))}";
}
