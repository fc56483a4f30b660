using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace IrisFlow;

/// <summary>The rows of a column that a mask keeps, in their order.</summary>
internal static class KeptRows
{
    // From here on runs of kept rows are long enough for copying each to be faster than value by value.
    private const int DenseWord = 52;

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
            var (bits, start) = (mask.Bits[word], word << 6);
            if (BitOperations.PopCount(bits) >= DenseWord)
            {
                while (bits != 0)
                {
                    var (from, run) = Run(bits);
                    values.Slice(start + from, run).CopyTo(kept.AsSpan(count));
                    (bits, count) = (Without(bits, from, run), count + run);
                }
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

        var valid = new ulong[Bits.Words(column.Length)];
        Bits.Copy(column.Validity, valid, column.Length);
        var known = new ulong[(mask.Count >> 6) + 2];
        var count = 0;
        for (var word = 0; word < valid.Length; word++)
        {
            var rows = mask.Bits[word];
            var kept = Extract(valid[word], rows);
            known[count >> 6] |= kept << (count & 63);
            known[(count >> 6) + 1] |= (count & 63) == 0 ? 0 : kept >> (64 - (count & 63));
            count += BitOperations.PopCount(rows);
        }

        return Bits.ToValidity(known.AsSpan(0, Bits.Words(mask.Count)), mask.Count);
    }

    // Texts of neighbouring rows lie side by side, so a run of kept rows is one copy.
    private static StringColumn Texts(StringColumn column, RowMask mask)
    {
        var (kept, count, length) = (new int[mask.Count + 1], 0, 0);
        foreach (var (start, rows) in Runs(mask))
        {
            for (var row = start; row < start + rows; row++)
            {
                length += column.Offsets[row + 1] - column.Offsets[row];
                kept[++count] = length;
            }
        }

        var bytes = GC.AllocateUninitializedArray<byte>(length);
        var at = 0;
        foreach (var (start, rows) in Runs(mask))
        {
            var run = column.Bytes[column.Offsets[start]..column.Offsets[start + rows]];
            run.CopyTo(bytes.AsSpan(at));
            at += run.Length;
        }

        return StringColumn.Plain(bytes, kept, Known(column, mask), column.Nullable);
    }

    private static IEnumerable<(int Start, int Rows)> Runs(RowMask mask)
    {
        for (var word = 0; word < mask.Bits.Length; word++)
        {
            var bits = mask.Bits[word];
            while (bits != 0)
            {
                var (from, run) = Run(bits);
                yield return ((word << 6) + from, run);
                bits = Without(bits, from, run);
            }
        }
    }

    /// <summary>The first run of ones: where it begins, and how long it is.</summary>
    private static (int From, int Length) Run(ulong bits)
    {
        var from = BitOperations.TrailingZeroCount(bits);
        return (from, BitOperations.TrailingZeroCount(~(bits >> from)));
    }

    private static ulong Without(ulong bits, int from, int run) => from + run == 64 ? 0 : bits >> (from + run) << (from + run);

    /// <summary>The bits of a word where the mask is 1, side by side.</summary>
    private static ulong Extract(ulong word, ulong mask)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.ParallelBitExtract(word, mask);
        }

        var extracted = 0UL;
        for (var i = 0; mask != 0; mask &= mask - 1, i++)
        {
            extracted |= (word >> BitOperations.TrailingZeroCount(mask) & 1) << i;
        }

        return extracted;
    }
}
