using System.Numerics;

namespace IrisFlow;

/// <summary>The rows of a column that a mask keeps, in their order.</summary>
internal static class KeptRows
{
    public static Column Of(Column column, RowMask mask) => column switch
    {
        StringColumn { IsDictionary: true } c => c.WithCodes(Pick(c.Codes, mask), Known(c, mask)),
        StringColumn c => Texts(c, mask),
        Column<bool> c => new Column<bool>(c.Type, Pick(c.Values, mask), Known(c, mask), c.Nullable),
        Column<int> c => new Column<int>(c.Type, Pick(c.Values, mask), Known(c, mask), c.Nullable),
        Column<long> c => new Column<long>(c.Type, Pick(c.Values, mask), Known(c, mask), c.Nullable),
        Column<float> c => new Column<float>(c.Type, Pick(c.Values, mask), Known(c, mask), c.Nullable),
        _ => new Column<double>(column.Type, Pick(((Column<double>)column).Values, mask), Known(column, mask), column.Nullable),
    };

    private static T[] Pick<T>(ReadOnlySpan<T> values, RowMask mask)
        where T : unmanaged
    {
        var kept = GC.AllocateUninitializedArray<T>(mask.Count);
        var count = 0;
        for (var word = 0; word < mask.Bits.Length; word++)
        {
            var bits = mask.Bits[word];
            var start = word << 6;
            if (bits == ulong.MaxValue)
            {
                values.Slice(start, 64).CopyTo(kept.AsSpan(count));
                count += 64;
                continue;
            }

            for (; bits != 0; bits &= bits - 1)
            {
                kept[count++] = values[start + BitOperations.TrailingZeroCount(bits)];
            }
        }

        return kept;
    }

    private static Validity Known(Column column, RowMask mask)
    {
        if (column.Validity.AllValid)
        {
            return default;
        }

        var bits = new byte[(mask.Count + 7) >> 3];
        var (valid, count) = (column.Validity, 0);
        for (var word = 0; word < mask.Bits.Length; word++)
        {
            for (var rows = mask.Bits[word]; rows != 0; rows &= rows - 1, count++)
            {
                if (valid[(word << 6) + BitOperations.TrailingZeroCount(rows)])
                {
                    bits[count >> 3] |= (byte)(1 << (count & 7));
                }
            }
        }

        return Validity.FromBits(bits, mask.Count);
    }

    // Texts of neighbouring rows lie side by side, so a run of kept rows is one copy.
    private static StringColumn Texts(StringColumn column, RowMask mask)
    {
        var offsets = column.Offsets;
        var kept = new int[mask.Count + 1];
        var count = 0;
        var length = 0L;
        foreach (var (start, end) in Runs(mask))
        {
            length += offsets[end] - offsets[start];
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)length);
        var at = 0;
        foreach (var (start, end) in Runs(mask))
        {
            column.Bytes[offsets[start]..offsets[end]].CopyTo(bytes.AsSpan(at));
            for (var row = start; row < end; row++)
            {
                kept[++count] = at + offsets[row + 1] - offsets[start];
            }

            at += offsets[end] - offsets[start];
        }

        return StringColumn.Plain(bytes, kept, Known(column, mask), column.Nullable);
    }

    private static IEnumerable<(int Start, int End)> Runs(RowMask mask)
    {
        var start = -1;
        for (var row = 0; row < mask.Rows; row++)
        {
            var isKept = Bits.Get(mask.Bits, row);
            if (isKept && start < 0)
            {
                start = row;
            }
            else if (!isKept && start >= 0)
            {
                yield return (start, row);
                start = -1;
            }
        }

        if (start >= 0)
        {
            yield return (start, mask.Rows);
        }
    }
}
