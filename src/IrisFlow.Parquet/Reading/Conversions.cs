namespace IrisFlow.Parquet.Reading;

/// <summary>Stored numbers that mean something else than they say: unsigned ones, and timestamps in other units.</summary>
internal static class Conversions
{
    public static Column Apply<T>(Leaf leaf, Memory<T> values, Validity validity)
        where T : unmanaged
    {
        if (leaf.Conversion == Conversion.None)
        {
            return new Column<T>(leaf.Field.Type, values, validity, leaf.Field.Nullable);
        }

        if (values is Memory<int> narrow)
        {
            return new Column<long>(leaf.Field.Type, Widen(narrow.Span), validity, leaf.Field.Nullable);
        }

        var wide = (Memory<long>)(object)values;
        switch (leaf.Conversion)
        {
            case Conversion.Unsigned64:
                RequireNotNegative(wide.Span);
                break;
            case Conversion.Milliseconds:
                FromMilliseconds(wide.Span);
                break;
            default:
                FromNanoseconds(wide.Span);
                break;
        }

        return new Column<long>(leaf.Field.Type, wide, validity, leaf.Field.Nullable);
    }

    private static long[] Widen(ReadOnlySpan<int> values)
    {
        var wide = new long[values.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = (uint)values[i];
        }

        return wide;
    }

    private static void RequireNotNegative(ReadOnlySpan<long> values)
    {
        foreach (var value in values)
        {
            if (value < 0)
            {
                throw Fault.DoesNotFit($"It holds {(ulong)value}.", $"Whole numbers up to {long.MaxValue}.");
            }
        }
    }

    private static void FromMilliseconds(Span<long> values)
    {
        foreach (ref var value in values)
        {
            if (value is > long.MaxValue / 1000 or < long.MinValue / 1000)
            {
                throw Fault.DoesNotFit($"It holds the instant {value} ms from 1970.", "Instants whose microseconds fit 64 bits.");
            }

            value *= 1000;
        }
    }

    // Towards the past, so that the order of instants is kept across 1970.
    private static void FromNanoseconds(Span<long> values)
    {
        foreach (ref var value in values)
        {
            value = (value / 1000) - (value % 1000 < 0 ? 1 : 0);
        }
    }
}
