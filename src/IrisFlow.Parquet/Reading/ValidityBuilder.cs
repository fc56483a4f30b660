using System.Numerics;
using System.Runtime.InteropServices;

namespace IrisFlow.Parquet.Reading;

/// <summary>Collects which rows hold a value. As long as all do, it keeps no bits.</summary>
internal sealed class ValidityBuilder
{
    private byte[]? _bits;

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    public bool this[int row] => _bits is null || (_bits[row >> 3] >> (row & 7) & 1) != 0;

    /// <summary>The validity of some rows. Bits that it shares with the builder are never changed there.</summary>
    public Validity Build(int start, int rows) => _bits is null ? default
        : (start & 7) == 0 ? Validity.FromBits(_bits.AsMemory(start >> 3), rows)
        : Validity.FromBits(_bits, Count).Slice(start, rows);

    public void Clear() => (_bits, Count) = (null, 0);

    /// <summary>Lets go of the first rows.</summary>
    public void DropFirst(int rows)
    {
        var (bits, left) = (_bits, Count - rows);
        Clear();
        if (bits is null)
        {
            Count = left;
            return;
        }

        var kept = Validity.FromBits(bits, rows + left).Slice(rows, left);
        if (kept.AllValid)
        {
            Count = left;
        }
        else
        {
            AppendBits(kept.Bits, left);
        }
    }

    /// <summary>Spreads values, which stand at the front, over the rows that hold one; these rows must be the last that were added.</summary>
    public void Spread<T>(Span<T> rows, int values)
        where T : unmanaged
    {
        if (values == rows.Length)
        {
            return;
        }

        var (bits, start) = (_bits!, Count - rows.Length);
        // From the end, so that no value is written over before it is read. Null rows become zero, never what memory held before.
        for (var row = rows.Length - 1; values <= row; row--)
        {
            var at = start + row;
            var holds = bits[at >> 3] >> (at & 7) & 1;
            // Read in any case: nulls in random places would make a branch guess wrong every few rows.
            values -= holds;
            var value = rows[values];
            rows[row] = holds != 0 ? value : default;
        }
    }

    /// <summary>Rows that all hold a value, or all hold none.</summary>
    public void AppendRun(bool valid, int rows)
    {
        if (valid && _bits is null)
        {
            Count += rows;
            return;
        }

        var bits = Room(rows);
        if (valid)
        {
            SetRun(bits, Count, rows);
        }

        Count += rows;
    }

    /// <summary>Rows by one bit each; gives how many hold a value.</summary>
    public int AppendBits(ReadOnlySpan<byte> source, int rows)
    {
        var valid = CountBits(source, rows);
        if (valid == rows)
        {
            AppendRun(true, rows);
            return valid;
        }

        var bits = Room(rows);
        var target = bits.AsSpan(Count >> 3);
        var shift = Count & 7;
        var whole = rows >> 3;
        if (shift == 0)
        {
            source[..whole].CopyTo(target);
        }
        else
        {
            for (var i = 0; i < whole; i++)
            {
                target[i] |= (byte)(source[i] << shift);
                target[i + 1] = (byte)(source[i] >> (8 - shift));
            }
        }

        if ((rows & 7) != 0)
        {
            var rest = (source[whole] & ((1 << (rows & 7)) - 1)) << shift;
            target[whole] |= (byte)rest;
            if (rest >> 8 is > 0 and var over)
            {
                target[whole + 1] |= (byte)over;
            }
        }

        Count += rows;
        return valid;
    }

    private static int CountBits(ReadOnlySpan<byte> bits, int rows)
    {
        var valid = 0;
        var bytes = bits[..(rows >> 3)];
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            valid += BitOperations.PopCount(word);
        }

        foreach (var part in bytes[(bytes.Length & ~7)..])
        {
            valid += BitOperations.PopCount(part);
        }

        return (rows & 7) == 0 ? valid : valid + BitOperations.PopCount((uint)(bits[rows >> 3] & ((1 << (rows & 7)) - 1)));
    }

    private static void SetRun(byte[] bits, int start, int rows)
    {
        var end = start + rows;
        while (start < end && (start & 7) != 0)
        {
            bits[start >> 3] |= (byte)(1 << (start++ & 7));
        }

        var whole = (end - start) >> 3;
        bits.AsSpan(start >> 3, whole).Fill(0xFF);
        for (start += 8 * whole; start < end; start++)
        {
            bits[start >> 3] |= (byte)(1 << (start & 7));
        }
    }

    // Bits that are not yet given are 0, which both ways of adding rely on.
    private byte[] Room(int rows)
    {
        var needed = (int)(((long)Count + rows + 7) >> 3);
        if (_bits is null)
        {
            _bits = new byte[Math.Max(needed, 16)];
            SetRun(_bits, 0, Count);
        }
        else if (needed > _bits.Length)
        {
            Array.Resize(ref _bits, Math.Max(needed, _bits.Length * 2));
        }

        return _bits;
    }
}
