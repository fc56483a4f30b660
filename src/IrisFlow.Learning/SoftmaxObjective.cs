namespace IrisFlow.Learning;

/// <summary>What logistic regression minimises: the sum of cross-entropies plus l2/2 times the squared weights, intercepts free.</summary>
/// <remarks>
/// It is computed in standardised features z = (x - mean) / scale, where Newton's steps are well conditioned whatever the units. A weight
/// of z is scale times the weight of x, so its penalty is l2 / scale²: the optimum stays that of the raw features. A point is laid out
/// class by class, each with its weights and then its intercept.
/// </remarks>
internal sealed class SoftmaxObjective
{
    private readonly StandardRows _rows;
    private readonly double[] _penalty;
    private readonly int[] _labels;
    private readonly CancellationToken _cancellation;

    public SoftmaxObjective(Examples examples, StandardRows rows, double l2, CancellationToken cancellation)
    {
        (_rows, Classes, L2, _cancellation) = (rows, examples.Classes.Count, l2, cancellation);
        _labels = examples.Labels.ToArray();
        // A constant feature can't matter beside the intercept: z is 0, and any penalty holds its weight there.
        _penalty = [.. rows.Scales.Select(s => s == 0 ? 1 : l2 / s / s), 0];
        Probabilities = new double[Rows * Classes];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Features and the intercept.</summary>
    public int Width => _rows.Width;

    /// <summary>Number of rows.</summary>
    public int Rows => _rows.Count;

    /// <summary>The penalty in units of the features.</summary>
    public double L2 { get; }

    /// <summary>Numbers in a point.</summary>
    public int Size => Classes * Width;

    /// <summary>The probability of each class at the last point whose value was asked for, row by row.</summary>
    public double[] Probabilities { get; }

    /// <summary>The objective at a point.</summary>
    public double Value(ReadOnlySpan<double> point)
    {
        var value = 0.0;
        _cancellation.ThrowIfCancellationRequested();
        for (var row = 0; row < Rows; row++)
        {
            var scores = Probabilities.AsSpan(row * Classes, Classes);
            Scores(row, point, scores);
            var own = scores[_labels[row]];
            value += LogSumExp.Normalise(scores) - own;
        }

        for (var i = 0; i < Size; i++)
        {
            value += 0.5 * _penalty[i % Width] * point[i] * point[i];
        }

        return value;
    }

    /// <summary>The gradient at a point whose value was asked for last.</summary>
    public double[] Gradient(ReadOnlySpan<double> point)
    {
        var gradient = new double[Size];
        for (var row = 0; row < Rows; row++)
        {
            for (var c = 0; c < Classes; c++)
            {
                AddScaled(row, Probabilities[(row * Classes) + c] - (_labels[row] == c ? 1 : 0), gradient.AsSpan(c * Width, Width));
            }
        }

        AddPenalty(point, gradient);
        return gradient;
    }

    /// <summary>The Hessian times a direction, without the Hessian.</summary>
    public double[] Curve(ReadOnlySpan<double> direction)
    {
        _cancellation.ThrowIfCancellationRequested();
        var curved = new double[Size];
        var scores = new double[Classes];
        for (var row = 0; row < Rows; row++)
        {
            var probabilities = Probabilities.AsSpan(row * Classes, Classes);
            Scores(row, direction, scores);
            var mean = 0.0;
            for (var c = 0; c < Classes; c++)
            {
                mean += probabilities[c] * scores[c];
            }

            for (var c = 0; c < Classes; c++)
            {
                AddScaled(row, probabilities[c] * (scores[c] - mean), curved.AsSpan(c * Width, Width));
            }
        }

        AddPenalty(direction, curved);
        return curved;
    }

    /// <summary>The diagonal of the Hessian.</summary>
    public double[] Diagonal()
    {
        var diagonal = new double[Size];
        for (var row = 0; row < Rows; row++)
        {
            for (var i = 0; i < Size; i++)
            {
                var (p, z) = (Probabilities[(row * Classes) + (i / Width)], _rows[row][i % Width]);
                diagonal[i] += p * (1 - p) * z * z;
            }
        }

        return [.. diagonal.Select((d, i) => d + _penalty[i % Width])];
    }

    /// <summary>The lower half of the Hessian, by rows.</summary>
    public double[] Hessian()
    {
        var hessian = new double[Size * Size];
        for (var row = 0; row < Rows; row++)
        {
            _cancellation.ThrowIfCancellationRequested();
            var z = _rows[row];
            for (var a = 0; a < Classes; a++)
            {
                var ofA = Probabilities[(row * Classes) + a];
                for (var b = 0; b <= a; b++)
                {
                    var weight = ofA * ((a == b ? 1 : 0) - Probabilities[(row * Classes) + b]);
                    for (var i = 0; i < Width; i++)
                    {
                        AddScaled(row, weight * z[i], hessian.AsSpan((((a * Width) + i) * Size) + (b * Width), a == b ? i + 1 : Width));
                    }
                }
            }
        }

        for (var i = 0; i < Size; i++)
        {
            hessian[(i * Size) + i] += _penalty[i % Width];
        }

        return hessian;
    }

    private void Scores(int row, ReadOnlySpan<double> point, Span<double> scores)
    {
        var z = _rows[row];
        for (var c = 0; c < Classes; c++)
        {
            var score = 0.0;
            for (var i = 0; i < z.Length; i++)
            {
                score += point[(c * Width) + i] * z[i];
            }

            scores[c] = score;
        }
    }

    private void AddScaled(int row, double factor, Span<double> sums)
    {
        var z = _rows[row];
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += factor * z[i];
        }
    }

    private void AddPenalty(ReadOnlySpan<double> point, double[] sums)
    {
        for (var i = 0; i < Size; i++)
        {
            sums[i] += _penalty[i % Width] * point[i];
        }
    }
}
