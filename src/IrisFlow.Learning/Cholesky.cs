namespace IrisFlow.Learning;

/// <summary>Linear equations with a symmetric positive definite matrix.</summary>
/// <remarks>
/// Forty lines of our own, because the first solve by MathNet.Numerics takes a new process 16 ms or more to load and compile, and a whole
/// run of a small workflow should take less than 150.
/// </remarks>
internal static class Cholesky
{
    /// <summary>Replaces the lower half of a matrix, by rows, by its factor L with L·Lᵀ = matrix.</summary>
    /// <returns>The smallest pivot; 0 or less when the matrix is not positive definite, and the factor is of no use.</returns>
    public static double Factor(double[] matrix, int size)
    {
        var smallest = double.PositiveInfinity;
        for (var i = 0; i < size; i++)
        {
            var row = matrix.AsSpan(i * size, i + 1);
            for (var j = 0; j <= i; j++)
            {
                var other = matrix.AsSpan(j * size, j + 1);
                var sum = row[j];
                for (var k = 0; k < j; k++)
                {
                    sum -= row[k] * other[k];
                }

                if (j < i)
                {
                    row[j] = sum / other[j];
                    continue;
                }

                smallest = Math.Min(smallest, sum);
                if (!(sum > 0))
                {
                    return 0;
                }

                row[i] = Math.Sqrt(sum);
            }
        }

        return smallest;
    }

    /// <summary>The x with matrix·x = right, from the matrix's factor.</summary>
    public static double[] Solve(double[] factor, int size, ReadOnlySpan<double> right)
    {
        var x = right.ToArray();
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= factor[(i * size) + k] * x[k];
            }

            x[i] /= factor[(i * size) + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                x[i] -= factor[(k * size) + i] * x[k];
            }

            x[i] /= factor[(i * size) + i];
        }

        return x;
    }
}
