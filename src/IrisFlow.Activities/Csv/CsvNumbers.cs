using System.Buffers;
using System.Globalization;
using System.Text;

namespace IrisFlow.Activities;

/// <summary>Numbers as CSV files write them. Digits behind a leading zero are no number: 007 is a name, and would come back as 7.</summary>
internal static class CsvNumbers
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    // Up to here both a whole number and a power of ten are exact doubles, so one division rounds correctly (Clinger).
    private const ulong MostExact = 1UL << 53;

    private static ReadOnlySpan<double> PowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    public static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        text = WithoutSpaces(text);
        var negative = text.Length > 0 && text[0] == '-';
        var i = negative || (text.Length > 0 && text[0] == '+') ? 1 : 0;
        var digits = text.Length - i;

        // -0 is left to the floating-point types, which can hold it.
        if (digits is < 1 or > 19 || (text[i] == '0' && (digits > 1 || negative)))
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

    public static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        text = WithoutSpaces(text);
        var negative = text.Length > 0 && text[0] == '-';
        var i = negative || (text.Length > 0 && text[0] == '+') ? 1 : 0;
        var (mantissa, digits, point) = (0UL, 0, -1);
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
            }
            else if (text[i] == '.' && point < 0)
            {
                point = digits;
            }
            else
            {
                break;
            }
        }

        var scale = point < 0 ? 0 : digits - point;
        if (i < text.Length || digits is 0 or > 19 || mantissa > MostExact || scale >= PowersOfTen.Length)
        {
            return TrySlowly(text, out value);
        }

        value = mantissa / PowersOfTen[scale];
        value = negative ? -value : value;
        return !HasLeadingZero(text);
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

    private static ReadOnlySpan<byte> WithoutSpaces(ReadOnlySpan<byte> text) =>
        text.Length > 0 && (text[0] == ' ' || text[^1] == ' ') ? text.Trim((byte)' ') : text;

    private static bool TrySlowly(ReadOnlySpan<byte> text, out double value) =>
        IsNumberLike(text) ? double.TryParse(text, Style, CultureInfo.InvariantCulture, out value) : TryWord(text, out value);

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
