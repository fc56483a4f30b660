using System.Globalization;
using System.Numerics;

namespace IrisFlow.Parquet.Conversions;

/// <summary>Decimal numbers, stored as a whole number without the point: as the nearest double, or as exact text.</summary>
internal static class Decimals
{
    // Whole numbers up to here and powers of ten up to 10^22 are doubles themselves, so that one division rounds once: correctly.
    private const long LargestExact = 1L << 53;

    // 128 bytes have 308 digits, four times those of the longest decimals that writers know.
    private const int MostBytes = 128;
    private const int MostCharacters = 500;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    public static void ToDoubles(ReadOnlySpan<int> stored, int scale, Span<double> target)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            target[i] = ToDouble(stored[i], scale);
        }
    }

    public static void ToDoubles(ReadOnlySpan<long> stored, int scale, Span<double> target)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            target[i] = ToDouble(stored[i], scale);
        }
    }

    /// <summary>The double nearest to a number of a fixed number of bytes, most significant byte first.</summary>
    public static double ToDouble(ReadOnlySpan<byte> stored, int scale)
    {
        stored = Shortest(stored);
        if (stored.Length <= sizeof(long))
        {
            return ToDouble(Number(stored), scale);
        }

        Span<char> digits = stackalloc char[MostCharacters];
        return Parse(digits, Write(stored, digits), scale);
    }

    /// <summary>The exact text of a number of at most 64 bits.</summary>
    /// <returns>The text, in a part of <paramref name="room"/>, which has <see cref="MostCharacters"/>.</returns>
    public static ReadOnlySpan<char> ToText(long stored, int scale, Span<char> room)
    {
        stored.TryFormat(room, out var length, provider: CultureInfo.InvariantCulture);
        return Point(room, length, scale);
    }

    /// <summary>The exact text of a number of any number of bytes, most significant byte first.</summary>
    public static ReadOnlySpan<char> ToText(ReadOnlySpan<byte> stored, int scale, Span<char> room) => Point(room, Write(Shortest(stored), room), scale);

    /// <summary>Room for the text of any decimal.</summary>
    public static char[] Room() => new char[MostCharacters];

    private static double ToDouble(long stored, int scale)
    {
        if (scale < PowersOfTen.Length && stored is <= LargestExact and >= -LargestExact)
        {
            return stored / PowersOfTen[scale];
        }

        Span<char> digits = stackalloc char[32];
        stored.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        return Parse(digits, length, scale);
    }

    // The runtime rounds texts of any length correctly.
    private static double Parse(Span<char> digits, int length, int scale)
    {
        digits[length++] = 'e';
        (-scale).TryFormat(digits[length..], out var exponent, provider: CultureInfo.InvariantCulture);
        return double.Parse(digits[..(length + exponent)], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static int Write(ReadOnlySpan<byte> stored, Span<char> digits)
    {
        if (stored.Length > MostBytes)
        {
            throw Fault.DoesNotFit($"It holds a decimal of {stored.Length} bytes.", $"Decimals of at most {MostBytes} bytes.");
        }

        if (stored.Length <= sizeof(long))
        {
            Number(stored).TryFormat(digits, out var few, provider: CultureInfo.InvariantCulture);
            return few;
        }

        new BigInteger(stored, isBigEndian: true).TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        return length;
    }

    // Columns of 38 digits mostly hold numbers that need far fewer bytes than the 16 they take.
    private static ReadOnlySpan<byte> Shortest(ReadOnlySpan<byte> stored)
    {
        while (stored.Length > sizeof(long) && ((stored[0] == 0 && stored[1] < 0x80) || (stored[0] == 0xFF && stored[1] >= 0x80)))
        {
            stored = stored[1..];
        }

        return stored;
    }

    // No bytes are zero: so do other readers take them.
    private static long Number(ReadOnlySpan<byte> stored)
    {
        var number = stored is [>= 0x80, ..] ? -1L : 0;
        foreach (var part in stored)
        {
            number = (number << 8) | part;
        }

        return number;
    }

    /// <summary>Puts the point into a whole number's digits, with zeros before them where it has too few.</summary>
    private static ReadOnlySpan<char> Point(Span<char> room, int length, int scale)
    {
        if (scale == 0)
        {
            return room[..length];
        }

        var sign = room[0] == '-' ? 1 : 0;
        var missing = Math.Max(0, scale + 1 - (length - sign));
        room[sign..length].CopyTo(room[(sign + missing)..]);
        room.Slice(sign, missing).Fill('0');
        length += missing;
        room[(length - scale)..length].CopyTo(room[(length - scale + 1)..]);
        room[length - scale] = '.';
        return room[..(length + 1)];
    }
}
