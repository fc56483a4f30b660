using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace IrisFlow.Activities;

/// <summary>Numbers as CSV files write them. Digits behind a leading zero are no number: 007 is a name, and would come back as 7.</summary>
internal static class CsvNumbers
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // So many digits fit 64 bits whatever they are.
    private const int MostDigits = 19;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        text = WithoutSpaces(text);
        var negative = text.Length > 0 && text[0] == '-';
        var i = negative || (text.Length > 0 && text[0] == '+') ? 1 : 0;
        var digits = text.Length - i;

        // -0 is left to the floating-point types, which can hold it.
        if (digits is < 1 or > MostDigits || (text[i] == '0' && (digits > 1 || negative)))
        {
            return false;
        }

        var magnitude = 0UL;
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                return false;
            }

            magnitude = (magnitude * 10) + digit;
        }

        value = negative ? (long)(0 - magnitude) : (long)magnitude;
        return magnitude <= long.MaxValue || (negative && magnitude == 1UL << 63);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        var i = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var start = i;
        var digits = 0UL;
        i = Digits(text, i, ref digits);
        var (count, exponent) = (i - start, 0);
        var leadingZero = count > 1 && text[start] == '0';
        if (i < text.Length && text[i] == '.')
        {
            var point = ++i;
            i = Digits(text, i, ref digits);
            exponent = point - i;
            count += i - point;
        }

        if (i < text.Length && (text[i] | 0x20) == 'e' && count > 0)
        {
            i = Exponent(text, i + 1, ref exponent);
        }

        if (i != text.Length || count == 0 || (count > MostDigits && count - LeadingZeros(text[start..]) > MostDigits))
        {
            return TrySlowly(text, out value);
        }

        value = EiselLemire.Scale(digits, exponent);
        value = text[0] == '-' ? -value : value;
        return !leadingZero;
    }

    public static bool TrySingle(ReadOnlySpan<byte> text, out float value)
    {
        // Not by way of a double: rounding twice can miss the nearest float.
        text = WithoutSpaces(text);
        if (IsNumberLike(text))
        {
            return float.TryParse(text, Style, CultureInfo.InvariantCulture, out value);
        }

        var ok = TryWord(text, out var word);
        value = (float)word;
        return ok;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Digits(ReadOnlySpan<byte> text, int i, ref ulong digits)
    {
        while (i <= text.Length - 8)
        {
            var eight = MemoryMarshal.Read<ulong>(text[i..]);

            // All are from 0x30 to 0x39: so they are with 6 added, too.
            if ((eight & 0xF0F0F0F0F0F0F0F0 & ((eight + 0x0606060606060606) | 0x0F0F0F0F0F0F0F0F)) != 0x3030303030303030)
            {
                break;
            }

            // Pairs, then fours, then all eight at once.
            eight = ((eight & 0x0F0F0F0F0F0F0F0F) * ((10 << 8) + 1)) >> 8;
            eight = ((eight & 0x00FF00FF00FF00FF) * ((100UL << 16) + 1)) >> 16;
            eight = ((eight & 0x0000FFFF0000FFFF) * ((10_000UL << 32) + 1)) >> 32;
            digits = (digits * 100_000_000) + eight;
            i += 8;
        }

        if (i <= text.Length - 4)
        {
            var four = MemoryMarshal.Read<uint>(text[i..]);
            if ((four & 0xF0F0F0F0 & ((four + 0x06060606) | 0x0F0F0F0F)) == 0x30303030)
            {
                four = ((four & 0x0F0F0F0F) * ((10 << 8) + 1)) >> 8;
                digits = (digits * 10_000) + (((four & 0x00FF00FF) * ((100u << 16) + 1)) >> 16);
                i += 4;
            }
        }

        for (; i < text.Length && (uint)(text[i] - '0') is <= 9 and var digit; i++)
        {
            digits = (digits * 10) + digit;
        }

        return i;
    }

    /// <summary>Adds the exponent behind an e; gives a place that is not the end where there is none of a few digits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Exponent(ReadOnlySpan<byte> text, int i, ref int exponent)
    {
        var negative = i < text.Length && text[i] == '-';
        i += negative || (i < text.Length && text[i] == '+') ? 1 : 0;
        var (start, found) = (i, 0);
        for (; i < text.Length && i - start < 5 && (uint)(text[i] - '0') is <= 9 and var digit; i++)
        {
            found = (found * 10) + (int)digit;
        }

        exponent += negative ? -found : found;
        return i == start ? -1 : i;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LeadingZeros(ReadOnlySpan<byte> text)
    {
        var zeros = 0;
        foreach (var c in text)
        {
            if (c is not ((byte)'0' or (byte)'.'))
            {
                break;
            }

            zeros += c == '0' ? 1 : 0;
        }

        return zeros;
    }

    private static ReadOnlySpan<byte> WithoutSpaces(ReadOnlySpan<byte> text) =>
        text.Length > 0 && (text[0] == ' ' || text[^1] == ' ') ? text.Trim((byte)' ') : text;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TrySlowly(ReadOnlySpan<byte> text, out double value)
    {
        var trimmed = WithoutSpaces(text);
        return trimmed.Length != text.Length ? TryDouble(trimmed, out value)
            : IsNumberLike(text) ? double.TryParse(text, Style, CultureInfo.InvariantCulture, out value)
            : TryWord(text, out value);
    }

    // Only ASCII digits and what may stand between them: .NET's parser would also take other signs of infinity, or NULs at the end.
    private static bool IsNumberLike(ReadOnlySpan<byte> text) =>
        text.Length > 0 && !text.ContainsAnyExcept(NumberBytes) && !HasLeadingZero(text);

    private static bool HasLeadingZero(ReadOnlySpan<byte> text)
    {
        var digits = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        return digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit((char)digits[1]);
    }

    private static bool TryWord(ReadOnlySpan<byte> text, out double value)
    {
        var negative = text.Length > 0 && text[0] == '-';
        var word = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (Ascii.EqualsIgnoreCase(word, "inf"u8) || Ascii.EqualsIgnoreCase(word, "infinity"u8))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        value = double.NaN;
        return Ascii.EqualsIgnoreCase(text, "nan"u8);
    }
}
