namespace IrisFlow.Learning;

/// <summary>Newton's step for many features or classes, from products with the Hessian alone.</summary>
/// <remarks>
/// Scaled by the Hessian's diagonal, and cut short while the gradient is large: the residual has to fall to the smaller of a tenth and the
/// root of the gradient's norm, which is enough for superlinear convergence (Nocedal and Wright, Numerical Optimization, algorithm 7.1).
/// </remarks>
internal static class ConjugateGradients
{
    /// <summary>An x with Hessian·x close to <paramref name="right"/>.</summary>
    public static double[] Solve(SoftmaxObjective objective, double[] right)
    {
        var scale = Array.ConvertAll(objective.Diagonal(), d => d > 0 ? 1 / d : 1);
        var x = new double[right.Length];
        var residual = (double[])right.Clone();
        var scaled = Times(scale, residual);
        var direction = (double[])scaled.Clone();
        var product = Dot(residual, scaled);
        var start = Math.Sqrt(Dot(right, right));
        var target = start * Math.Min(0.1, Math.Sqrt(start));
        for (var i = 0; i < 2 * right.Length && Math.Sqrt(Dot(residual, residual)) > target; i++)
        {
            var curved = objective.Curve(direction);
            var curvature = Dot(direction, curved);
            if (!(curvature > 0))
            {
                break;
            }

            var length = product / curvature;
            for (var j = 0; j < x.Length; j++)
            {
                x[j] += length * direction[j];
                residual[j] -= length * curved[j];
            }

            scaled = Times(scale, residual);
            var next = Dot(residual, scaled);
            for (var j = 0; j < x.Length; j++)
            {
                direction[j] = scaled[j] + (next / product * direction[j]);
            }

            product = next;
        }

        return x;
    }

    private static double[] Times(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];

    public static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
