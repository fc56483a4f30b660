namespace IrisFlow.Learning;

/// <summary>Newton's method with a line search, to the exact optimum of a softmax objective.</summary>
/// <remarks>
/// It ends when no component of the gradient, in standardised features, exceeds 1e-11 (1e-14 a row above a thousand rows, where rounding
/// is of that size), or when no step makes the gradient smaller because the objective is at the limit of double precision.
/// </remarks>
internal static class Newton
{
    private const int MostIterations = 200;

    // Up to here a dense Hessian is cheap to make and to factor (2 MB); above, conjugate gradients need only products with it.
    private const int LargestDense = 500;

    // In standardised features a Hessian that determines its optimum has pivots far above this, and a singular one rounds to far below.
    private const double Singular = 1e-8;

    public static double[] Minimise(SoftmaxObjective objective)
    {
        var tolerance = 1e-11 * Math.Max(1, objective.Rows / 1000.0);
        var point = new double[objective.Size];
        var value = objective.Value(point);
        var gradient = objective.Gradient(point);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            if (Largest(gradient) <= tolerance)
            {
                RequireUnique(objective, value);
                return point;
            }

            var step = Step(objective, gradient);
            var slope = ConjugateGradients.Dot(gradient, step);
            if (!(slope < 0) || Search(objective, point, value, step, slope) is not var (next, lower))
            {
                break;
            }

            var nextGradient = objective.Gradient(next);
            if (-slope <= 1e-14 * (1 + Math.Abs(value)) && Largest(nextGradient) > Largest(gradient) / 2)
            {
                RequireUnique(objective, value);
                return point;
            }

            (point, value, gradient) = (next, lower, nextGradient);
        }

        throw new IrisFlowException(new Finding("IF414", $"Logistic regression did not converge in {MostIterations} iterations.")
        {
            Port = "trainer",
            Expected = "Give l2 a larger value, or bring the features to like scales before (features.standardize).",
        });
    }

    /// <summary>The largest step along a direction, 1 or a half of it or a quarter, that lowers the objective enough (Armijo); null when none does.</summary>
    private static (double[] Point, double Value)? Search(SoftmaxObjective objective, double[] point, double value, double[] step, double slope)
    {
        // Beside the optimum the gain is below the rounding of the sum; without the slack the last, best steps would be refused.
        var slack = 1e-13 * (1 + Math.Abs(value));
        for (var share = 1.0; share > 1e-12; share /= 2)
        {
            var next = point.Select((p, i) => p + (share * step[i])).ToArray();
            var reached = objective.Value(next);
            if (reached <= value + (1e-4 * share * slope) + slack)
            {
                return (next, reached);
            }
        }

        return null;
    }

    private static double[] Step(SoftmaxObjective objective, double[] gradient)
    {
        var downhill = Array.ConvertAll(gradient, g => -g);
        if (objective.Size > LargestDense)
        {
            return ConjugateGradients.Solve(objective, downhill);
        }

        for (var damping = 0.0; ; damping = Math.Max(1e-10, damping * 100))
        {
            var factor = Completed(objective, damping);
            var pivot = Cholesky.Factor(factor, objective.Size);
            if (objective.L2 == 0 && pivot < Singular)
            {
                throw NoOptimum();
            }

            if (pivot > 0 || !double.IsFinite(damping))
            {
                return Cholesky.Solve(factor, objective.Size, downhill);
            }
        }
    }

    /// <summary>The Hessian made regular.</summary>
    /// <remarks>
    /// Adding the same to the intercepts of all classes changes nothing (nor to the weights of all, where l2 is 0), so the Hessian is
    /// singular in those directions. The gradient has no part in them; filling them in changes no step.
    /// </remarks>
    private static double[] Completed(SoftmaxObjective objective, double damping)
    {
        var hessian = objective.Hessian();
        for (var row = 0; row < objective.Size; row++)
        {
            for (var column = row % objective.Width; column <= row; column += objective.Width)
            {
                hessian[(row * objective.Size) + column] += 1;
            }

            hessian[(row * objective.Size) + row] += damping;
        }

        return hessian;
    }

    /// <summary>Without a penalty the gradient also vanishes far out, where classes that can be told apart without error send the weights.</summary>
    private static void RequireUnique(SoftmaxObjective objective, double value)
    {
        if (objective.L2 == 0
            && (objective.Size > LargestDense ? value < 1e-6 : Cholesky.Factor(Completed(objective, 0), objective.Size) < Singular))
        {
            throw NoOptimum();
        }
    }

    private static IrisFlowException NoOptimum() => new(
        new Finding("IF414", "Without a penalty (l2 = 0) there is no single best set of weights here: some classes can be told apart without error, or a feature follows from others.")
        {
            Port = "trainer",
            Expected = "Give l2 a value above 0, such as 1e-3.",
        });

    private static double Largest(double[] values) => values.Aggregate(0.0, (most, v) => Math.Max(most, Math.Abs(v)));
}
