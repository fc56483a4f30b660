namespace IrisFlow.Activities;

/// <summary>The tail of Fisher's F distribution.</summary>
internal static class FDistribution
{
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The probability of a value above <paramref name="f"/>; NaN for NaN.</summary>
    /// <remarks>
    /// It is the regularised incomplete beta function at b/(b + a f) with b/2 and a/2, for a and b degrees of freedom (NIST Handbook,
    /// 8.17). The tail is computed as such, not as 1 less the rest, so that even 1e-90 has its digits.
    /// </remarks>
    /// <param name="f">The value, from 0.</param>
    /// <param name="between">Degrees of freedom of the numerator.</param>
    /// <param name="within">Degrees of freedom of the denominator.</param>
    public static double Survival(double f, double between, double within) => f switch
    {
        double.NaN => double.NaN,
        <= 0 => 1,
        double.PositiveInfinity => 0,
        _ => IncompleteBeta(within / (within + (between * f)), between * f / (within + (between * f)), within / 2, between / 2),
    };

    /// <summary>The regularised incomplete beta function of x, whose complement 1 - x is given so that it keeps its digits.</summary>
    private static double IncompleteBeta(double x, double complement, double a, double b)
    {
        var front = Math.Exp((a * Math.Log(x)) + (b * Math.Log(complement)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b));

        // The fraction converges fast on one side of the mean only; on the other, the symmetric one does.
        return x < (a + 1) / (a + b + 2)
            ? front * Fraction(x, a, b) / a
            : 1 - (front * Fraction(complement, b, a) / b);
    }

    /// <summary>The continued fraction of NIST 8.17.22, by the modified Lentz method.</summary>
    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        static double Kept(double value) => Math.Abs(value) < tiny ? tiny : value;
        var c = 1.0;
        var d = 1 / Kept(1 - ((a + b) * x / (a + 1)));
        var result = d;
        for (var m = 1; m <= 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Kept(1 + (even * d));
            c = Kept(1 + (even / c));
            result *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Kept(1 + (odd * d));
            c = Kept(1 + (odd / c));
            result *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16)
            {
                break;
            }
        }

        return result;
    }

    /// <summary>ln Γ(x) for x above 0 by Lanczos' formula with g = 7 and nine terms, good to about 1e-15.</summary>
    private static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        }

        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x - 1 + i);
        }

        var t = x + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
