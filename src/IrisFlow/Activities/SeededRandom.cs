namespace IrisFlow;

/// <summary>Random numbers that are the same for the same seed on every machine and in every version.</summary>
/// <remarks>xoshiro256** of Blackman and Vigna, seeded by SplitMix64. Not for secrets.</remarks>
public sealed class SeededRandom
{
    private ulong _a, _b, _c, _d;

    /// <summary>Starts the sequence of a seed.</summary>
    public SeededRandom(long seed)
    {
        var state = (ulong)seed;
        ulong Next()
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }

        (_a, _b, _c, _d) = (Next(), Next(), Next(), Next());
    }

    /// <summary>Another one, which goes on with the same numbers as this one.</summary>
    public SeededRandom Copy() => new(0) { _a = _a, _b = _b, _c = _c, _d = _d };

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 up to, without, <paramref name="bound"/>; every one as likely (Lemire's method).</summary>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var high = Math.BigMul(NextBits(), (ulong)bound, out var low);
        if (low < (ulong)bound)
        {
            var threshold = (0UL - (ulong)bound) % (ulong)bound;
            while (low < threshold)
            {
                high = Math.BigMul(NextBits(), (ulong)bound, out low);
            }
        }

        return (int)high;
    }

    /// <summary>A number from 0 up to, without, 1, of 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Puts values into random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
