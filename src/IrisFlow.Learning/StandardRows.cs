namespace IrisFlow.Learning;

/// <summary>Examples row by row in standardised features z = (x - mean) / scale, a 1 for the intercept at the end of each.</summary>
internal sealed class StandardRows
{
    private readonly double[] _rows;
    private readonly double[] _means;

    public StandardRows(Examples examples)
    {
        (Width, Count) = (examples.Features.Count + 1, examples.RowCount);
        (_rows, _means, Scales) = (new double[Count * Width], new double[Width - 1], new double[Width - 1]);
        for (var f = 0; f < Width - 1; f++)
        {
            var values = examples.Values[f].Span;
            (_means[f], Scales[f]) = Standard(values);
            for (var row = 0; row < Count; row++)
            {
                _rows[(row * Width) + f] = Scales[f] == 0 ? 0 : (values[row] - _means[f]) / Scales[f];
            }
        }

        for (var row = 0; row < Count; row++)
        {
            _rows[(row * Width) + Width - 1] = 1;
        }
    }

    /// <summary>Features and the intercept.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The scale of each feature; 0 where it never varies, and z is 0.</summary>
    public double[] Scales { get; }

    /// <summary>A row.</summary>
    public ReadOnlySpan<double> this[int row] => _rows.AsSpan(row * Width, Width);

    /// <summary>A point, laid out class by class, as weights and intercepts of the raw features, each centred to sum to 0 over the classes.</summary>
    public (double[][] Weights, double[] Intercepts) InUnitsOfTheFeatures(double[] point)
    {
        var classes = point.Length / Width;
        var weights = Enumerable.Range(0, classes).Select(_ => new double[Width - 1]).ToArray();
        var intercepts = Enumerable.Range(0, classes).Select(c => point[(c * Width) + Width - 1]).ToArray();
        for (var f = 0; f < Width - 1; f++)
        {
            var centre = Enumerable.Range(0, classes).Average(c => point[(c * Width) + f]);
            for (var c = 0; c < classes; c++)
            {
                weights[c][f] = Scales[f] == 0 ? 0 : (point[(c * Width) + f] - centre) / Scales[f];
                intercepts[c] -= weights[c][f] * _means[f];
            }
        }

        var middle = intercepts.Average();
        return (weights, Array.ConvertAll(intercepts, i => i - middle));
    }

    private static (double Mean, double Scale) Standard(ReadOnlySpan<double> values)
    {
        var (sum, least, most) = (0.0, values[0], values[0]);
        foreach (var value in values)
        {
            (sum, least, most) = (sum + value, Math.Min(least, value), Math.Max(most, value));
        }

        var (mean, squares) = (sum / values.Length, 0.0);
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        // A mean of equal values may be rounded away from them; their scale is 0 all the same.
        return least == most ? (least, 0) : (mean, Math.Sqrt(squares / values.Length));
    }
}
