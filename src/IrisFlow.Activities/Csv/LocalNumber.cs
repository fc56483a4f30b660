namespace IrisFlow.Activities;

/// <summary>A number with other signs than a point before its decimals, or with signs between its thousands: 1.234.567,89.</summary>
/// <param name="point">What stands before the decimals.</param>
/// <param name="thousands">What stands between groups of three digits, which then are all complete; 0 for nothing.</param>
internal readonly struct LocalNumber<T, TPlain>(byte point, byte thousands) : ICsvValue<T>
    where T : unmanaged
    where TPlain : struct, ICsvValue<T>
{
    // The exact digits of any double fit.
    private const int MostBytes = 1200;

    public bool TryParse(ReadOnlySpan<byte> text, out T value)
    {
        value = default;
        text = text.Trim((byte)' ');
        if (text.Length > MostBytes)
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[text.Length];
        var (length, group, isGrouped, isWhole) = (0, 0, false, true);
        foreach (var c in text)
        {
            if (c == thousands && thousands != 0)
            {
                // Before it stand one to three digits for the first group, else three.
                if (!isWhole || group is 0 or > 3 || (isGrouped && group != 3))
                {
                    return false;
                }

                (isGrouped, group) = (true, 0);
                continue;
            }

            var isDigit = c is >= (byte)'0' and <= (byte)'9';
            if (c == '.' && point != '.')
            {
                return false;
            }

            if (isWhole && !isDigit && length > 0 && isGrouped && group != 3)
            {
                return false;
            }

            // Signs stand before the first digit; everything else that is no digit ends the whole part.
            isWhole &= isDigit || length == 0;
            group += isDigit ? 1 : 0;
            plain[length++] = c == point ? (byte)'.' : c;
        }

        return (!isWhole || !isGrouped || group == 3) && default(TPlain).TryParse(plain[..length], out value);
    }
}
