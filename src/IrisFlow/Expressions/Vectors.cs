namespace IrisFlow;

/// <summary>Loops over the values of whole batches.</summary>
internal static class Vectors
{
    /// <summary>Both valid.</summary>
    public static Validity Both(Column left, Column right)
    {
        if (left.Validity.AllValid || right.Validity.AllValid)
        {
            return left.Validity.AllValid ? right.Validity : left.Validity;
        }

        var a = left.Validity.Bits;
        var b = right.Validity.Bits;
        var bits = new byte[Math.Min(a.Length, b.Length)];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = (byte)(a[i] & b[i]);
        }

        return Validity.FromBits(bits, left.Length);
    }

    /// <summary>One value from one value; null rows stay null and are not computed, since what they hold means nothing.</summary>
    public static Column<TOut> Map<TIn, TOut>(Column<TIn> column, ColumnType type, Func<TIn, TOut> function)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        var values = column.Values;
        var results = new TOut[values.Length];
        var validity = column.Validity;
        for (var i = 0; i < results.Length; i++)
        {
            if (validity[i])
            {
                results[i] = function(values[i]);
            }
        }

        return new Column<TOut>(type, results, validity);
    }

    /// <summary>One value from a text; for a dictionary, once for each of its values.</summary>
    public static Column<TOut> MapText<TOut>(StringColumn column, ColumnType type, TextFunction<TOut> function)
        where TOut : unmanaged
    {
        var results = new TOut[column.Length];
        if (column.IsDictionary && column.DistinctSlots > 0 && column.DistinctSlots < column.Length)
        {
            var distinct = new TOut[column.DistinctSlots];
            for (var slot = 0; slot < distinct.Length; slot++)
            {
                distinct[slot] = function(column.Slot(slot));
            }

            var codes = column.Codes;
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = distinct[codes[i]];
            }
        }
        else
        {
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = function(column.Utf8(i));
            }
        }

        return new Column<TOut>(type, results, column.Validity);
    }
}

internal delegate TOut TextFunction<TOut>(ReadOnlySpan<byte> text);

internal delegate bool TextTest(ReadOnlySpan<byte> text, ReadOnlySpan<byte> other);
