using System.Numerics;
using System.Runtime.CompilerServices;

namespace IrisFlow.Activities;

/// <summary>The double nearest to a whole number times a power of ten, by one or two multiplications of 64 bits (D. Lemire, Number Parsing at a Gigabyte per Second, 2021).</summary>
internal static class EiselLemire
{
    private const int Smallest = -342;
    private const int Largest = 308;
    private const int MantissaBits = 52;

    // Up to here a whole number and a power of ten are exact doubles, so one operation rounds correctly (W. Clinger, 1990).
    private const ulong MostExact = 1UL << 53;
    private const int ExactPowers = 22;

    private static ReadOnlySpan<double> PowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary><c>digits * 10^exponent</c>, rounded to the nearest double, ties to even; infinity beyond the largest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Scale(ulong digits, int exponent)
    {
        if (digits <= MostExact && (uint)(exponent + ExactPowers) <= 2 * ExactPowers)
        {
            return exponent < 0 ? digits / PowersOfTen[-exponent] : digits * PowersOfTen[exponent];
        }

        return ScaleFar(digits, exponent);
    }

    // Compiled at its best at once: a column of measurements calls it for every value.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double ScaleFar(ulong digits, int exponent)
    {
        if (digits == 0 || exponent < Smallest)
        {
            return 0;
        }

        if (exponent > Largest)
        {
            return double.PositiveInfinity;
        }

        var shift = BitOperations.LeadingZeroCount(digits);
        digits <<= shift;
        var power = Powers.OfFive[exponent - Smallest];
        var high = Math.BigMul(digits, (ulong)(power >> 64), out var low);

        // The upper half of the power leaves too few bits where all that were cut off are ones: then the lower half decides.
        const ulong CutOff = ulong.MaxValue >> (MantissaBits + 3);
        if ((high & CutOff) == CutOff)
        {
            var carry = Math.BigMul(digits, (ulong)power, out _);
            low += carry;
            high += low < carry ? 1UL : 0;
        }

        var upper = (int)(high >> 63);
        var cut = upper + 64 - MantissaBits - 3;
        var mantissa = high >> cut;
        var binary = ((217_706 * exponent) >> 16) + 63 + upper - shift + 1023;
        if (binary <= 0)
        {
            return Subnormal(mantissa, binary);
        }

        // Half-way between two doubles, which only small powers of ten can be: to the even one.
        if (low <= 1 && exponent is >= -4 and <= 23 && (mantissa & 3) == 1 && mantissa << cut == high)
        {
            mantissa &= ~1UL;
        }

        mantissa = (mantissa + (mantissa & 1)) >> 1;
        if (mantissa >= 2UL << MantissaBits)
        {
            mantissa = 1UL << MantissaBits;
            binary++;
        }

        return binary >= 0x7FF
            ? double.PositiveInfinity
            : BitConverter.UInt64BitsToDouble((mantissa & ((1UL << MantissaBits) - 1)) | ((ulong)binary << MantissaBits));
    }

    private static double Subnormal(ulong mantissa, int binary)
    {
        if (1 - binary >= 64)
        {
            return 0;
        }

        mantissa >>= 1 - binary;
        mantissa = (mantissa + (mantissa & 1)) >> 1;

        // Rounded up to the smallest normal number, the bits are those of it.
        return BitConverter.UInt64BitsToDouble(mantissa);
    }

    /// <summary>Made when a number first needs them: most numbers in files are short.</summary>
    private static class Powers
    {
        // Down to here the product with a fraction rounded up is that with the fraction itself, to the bits that count.
        private const int FewEnough = 27;

        /// <summary>The first 128 bits of each power of five from -342 to 308.</summary>
        public static readonly UInt128[] OfFive = Make();

        private static UInt128[] Make()
        {
            var powers = new UInt128[Largest - Smallest + 1];
            var power = BigInteger.One;
            for (var q = 0; q <= -Smallest; q++, power *= 5)
            {
                var bits = (int)power.GetBitLength();
                if (q <= Largest)
                {
                    powers[q - Smallest] = (UInt128)(bits <= 128 ? power << (128 - bits) : power >> (bits - 128));
                }

                if (q > 0)
                {
                    powers[-q - Smallest] = (UInt128)(((BigInteger.One << (bits + 127)) / power) + (q <= FewEnough ? 1 : 0));
                }
            }

            return powers;
        }
    }
}
