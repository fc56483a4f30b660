namespace IrisFlow.Learning;

/// <summary>From logarithms to shares of one without overflow: the largest is taken out before the exponential.</summary>
internal static class LogSumExp
{
    /// <summary>Replaces scores by exp(score) / sum of exp(scores).</summary>
    /// <returns>The logarithm of the sum of exponentials.</returns>
    public static double Normalise(Span<double> scores)
    {
        var largest = double.NegativeInfinity;
        foreach (var score in scores)
        {
            largest = Math.Max(largest, score);
        }

        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            sum += scores[i] = Math.Exp(scores[i] - largest);
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }

        return largest + Math.Log(sum);
    }

    /// <summary>Turns the scores of a row into its probabilities: one list a class, as a predictor gives them.</summary>
    public static void Normalise(Span<double> scores, double[][] probabilities, int row)
    {
        Normalise(scores);
        for (var c = 0; c < scores.Length; c++)
        {
            probabilities[c][row] = scores[c];
        }
    }
}
