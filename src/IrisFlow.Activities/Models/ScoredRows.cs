namespace IrisFlow.Activities;

/// <summary>What a model says of rows.</summary>
internal static class ScoredRows
{
    /// <summary>For each class of the model one probability a row.</summary>
    /// <exception cref="IrisFlowException">A column that the model needs is missing, is no number, or holds none in some row.</exception>
    public static double[][] Probabilities(Model model, Table rows)
    {
        var prepared = model.Prepare(rows);
        List<ReadOnlyMemory<double>> values = [.. model.Predictor.Features.Select(prepared.Doubles)];
        var findings = values.Select((v, i) => Examples.Missing(model.Predictor.Features[i], v.Span)).OfType<Finding>().ToList();
        return findings.Count == 0 ? model.Predictor.Probabilities(values, prepared.RowCount) : throw new IrisFlowException(findings);
    }

    /// <summary>The most probable class of each row; of equally probable ones the first.</summary>
    public static int[] MostProbable(double[][] probabilities, int rows)
    {
        var best = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            for (var c = 1; c < probabilities.Length; c++)
            {
                best[row] = probabilities[c][row] > probabilities[best[row]][row] ? c : best[row];
            }
        }

        return best;
    }
}
