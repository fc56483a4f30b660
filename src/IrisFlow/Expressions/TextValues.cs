using System.Globalization;
using System.Text;

namespace IrisFlow;

/// <summary>Values from text, as <c>cast</c> reads them.</summary>
internal static class TextValues
{
    public static bool TryInt32(ReadOnlySpan<byte> text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    public static bool TryInt64(ReadOnlySpan<byte> text, out long value) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    // A number that is too large would come back as infinite: only the word is.
    public static bool TryFloat64(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) ? !double.IsInfinity(value) || !HasDigit(text) : TryWord(text, out value);

    public static bool TryFloat32(ReadOnlySpan<byte> text, out float value)
    {
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return !float.IsInfinity(value) || !HasDigit(text);
        }

        var ok = TryWord(text, out var word);
        value = (float)word;
        return ok;
    }

    public static bool TryFlag(ReadOnlySpan<byte> text, out int value)
    {
        value = Ascii.EqualsIgnoreCase(text, "true"u8) || text.SequenceEqual("1"u8) ? 1 : 0;
        return value == 1 || Ascii.EqualsIgnoreCase(text, "false"u8) || text.SequenceEqual("0"u8);
    }

    private static bool TryWord(ReadOnlySpan<byte> text, out double value)
    {
        value = text.Length > 0 && text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return Ascii.EqualsIgnoreCase(text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text, "inf"u8);
    }

    private static bool HasDigit(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
}
