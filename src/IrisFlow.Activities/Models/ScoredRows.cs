namespace IrisFlow.Activities;

/// <summary>What a model says of rows.</summary>
internal static class ScoredRows
{
    /// <summary>For each class of the model one probability a row.</summary>
    /// <exception cref="IrisFlowException">A column that the model needs is missing, is no number, or holds none in some row.</exception>
    public static double[][] Probabilities(Model model, Table rows) =>
        TryProbabilities(model, rows) ?? throw Missing(model, rows.Batches());

    /// <summary>The same; null where a column that the model needs holds no number in some row.</summary>
    public static double[][]? TryProbabilities(Model model, Table rows)
    {
        var values = Features(model, rows);
        return values.TrueForAll(v => IsFinite(v.Span)) ? model.Predictor.Probabilities(values, rows.RowCount) : null;
    }

    /// <summary>Counts what is missing in all rows, of which some have no number where the model needs one.</summary>
    public static IrisFlowException Missing(Model model, IEnumerable<Table> batches)
    {
        var features = model.Predictor.Features;
        var (count, first, rows) = (new long[features.Count], new long[features.Count], 0L);
        foreach (var batch in batches)
        {
            var values = Features(model, batch);
            for (var row = 0; row < batch.RowCount; row++, rows++)
            {
                for (var f = 0; f < values.Count; f++)
                {
                    if (!double.IsFinite(values[f].Span[row]) && count[f]++ == 0)
                    {
                        first[f] = rows;
                    }
                }
            }
        }

        return new([.. features.Select((name, f) => (Name: name, At: f)).Where(f => count[f.At] > 0).Select(f => Examples.Missing(f.Name, count[f.At], rows, first[f.At]))]);
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

    private static List<ReadOnlyMemory<double>> Features(Model model, Table rows)
    {
        var prepared = model.Prepare(rows);
        return [.. model.Predictor.Features.Select(prepared.Doubles)];
    }

    private static bool IsFinite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
