namespace IrisFlow.Activities;

/// <summary>The F statistic of a one-way analysis of variance: how far the classes' means lie apart, measured by the spread within.</summary>
/// <remarks>
/// F = (Σ n (class mean - mean)² / (K - 1)) / (Σ (value - class mean)² / (N - K)) for K classes and N rows, which is what scikit-learn's
/// <c>f_classif</c> computes. Sums are taken around the means, so that nothing is lost where a mean is large beside the spread.
/// </remarks>
internal static class AnovaF
{
    /// <returns>NaN for a feature that never varies; infinity for one that varies between classes only.</returns>
    public static double Of(ReadOnlySpan<double> values, ReadOnlySpan<int> labels, int classes)
    {
        if (values.IndexOfAnyExcept(values[0]) < 0)
        {
            return double.NaN;
        }

        var (sums, counts, total) = (new double[classes], new double[classes], 0.0);
        for (var row = 0; row < values.Length; row++)
        {
            sums[labels[row]] += values[row];
            counts[labels[row]]++;
            total += values[row];
        }

        var (mean, between, within) = (total / values.Length, 0.0, 0.0);
        for (var c = 0; c < classes; c++)
        {
            sums[c] /= counts[c];
            between += counts[c] * (sums[c] - mean) * (sums[c] - mean);
        }

        for (var row = 0; row < values.Length; row++)
        {
            var distance = values[row] - sums[labels[row]];
            within += distance * distance;
        }

        return between / (classes - 1) / (within / (values.Length - classes));
    }
}
