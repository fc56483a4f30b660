using System.Numerics;

namespace IrisFlow.Parquet.Reading;

/// <summary>Collects which rows hold a value. As long as all do, it keeps no bits.</summary>
internal sealed class ValidityBuilder
{
    private byte[]? _bits;

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>A bit a row so far; empty as long as all hold a value.</summary>
    public ReadOnlySpan<byte> Bits => _bits;

    public bool this[int row] => _bits is null || (_bits[row >> 3] >> (row & 7) & 1) != 0;

    public Validity Build() => _bits is null ? default : Validity.FromBits(_bits, Count);

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
        var bits = Room(rows);
        var (at, shift, valid) = (Count >> 3, Count & 7, 0);
        for (var i = 0; i < (rows + 7) >> 3; i++)
        {
            var left = rows - (8 * i);
            var part = left < 8 ? source[i] & ((1 << left) - 1) : source[i];
            valid += BitOperations.PopCount((uint)part);
            bits[at + i] |= (byte)(part << shift);
            if (shift > 0 && part >> (8 - shift) is > 0 and var over)
            {
                bits[at + i + 1] |= (byte)over;
            }
        }

        Count += rows;
        return valid;
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
