namespace IrisFlow.Activities;

/// <summary>Figures that judge probabilities, not only the class that wins.</summary>
internal static class ProbabilityMetrics
{
    private const double Precision = 2.220446049250313e-16;

    /// <summary>The mean of -ln p(actual class).</summary>
    /// <remarks>
    /// As scikit-learn's <c>log_loss</c>: probabilities are kept from 2.2e-16 up to 1 less that, then scaled to sum to 1. A class without
    /// a probability counts as one of 0, so each of its rows adds 36.04.
    /// </remarks>
    public static double LogLoss(double[][] probabilities, int[] actual)
    {
        var loss = 0.0;
        for (var row = 0; row < actual.Length; row++)
        {
            var (sum, own) = (0.0, Precision);
            for (var c = 0; c < probabilities.Length; c++)
            {
                var kept = Math.Clamp(probabilities[c][row], Precision, 1 - Precision);
                sum += kept;
                own = c == actual[row] ? kept : own;
            }

            loss -= Math.Log(own / sum);
        }

        return loss / actual.Length;
    }

    /// <summary>
    /// The area under the ROC curve of one class against the rest: how likely a row of the class has the higher score than another row,
    /// equal scores counting half. NaN when all rows or none are of the class.
    /// </summary>
    /// <remarks>By ranks: (R - P (P + 1) / 2) / (P N), with R the sum of the P rows' ranks among all P + N, equal scores sharing theirs (Mann and Whitney).</remarks>
    public static double RocAuc(double[] scores, int[] actual, int ofClass)
    {
        var order = Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]).ToArray();
        var (ranks, positive) = (0.0, 0L);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && scores[order[end]] == scores[order[start]])
            {
                end++;
            }

            var own = order[start..end].Count(i => actual[i] == ofClass);
            ranks += own * (start + 1 + end) / 2.0;
            positive += own;
            start = end;
        }

        var negative = order.Length - positive;
        return positive == 0 || negative == 0 ? double.NaN : (ranks - (positive * (positive + 1) / 2.0)) / ((double)positive * negative);
    }
}
