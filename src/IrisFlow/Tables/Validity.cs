namespace IrisFlow;

/// <summary>Which rows of a column hold a value: one bit a row, least significant first, 1 where there is a value.</summary>
/// <remarks>The default has no bits at all and means that every row holds a value.</remarks>
public readonly struct Validity
{
    private readonly ReadOnlyMemory<byte> _bits;

    private Validity(ReadOnlyMemory<byte> bits, int nullCount) => (_bits, NullCount) = (bits, nullCount);

    /// <summary>Rows without a value.</summary>
    public int NullCount { get; }

    /// <summary>True where no row is null and no bits are kept.</summary>
    public bool AllValid => NullCount == 0;

    /// <summary>The bits, or empty when <see cref="AllValid"/>.</summary>
    public ReadOnlySpan<byte> Bits => _bits.Span;

    /// <summary>True when the row holds a value.</summary>
    public bool this[int row] => _bits.IsEmpty || (_bits.Span[row >> 3] >> (row & 7) & 1) != 0;

    /// <summary>Takes ownership of bits for <paramref name="rows"/> rows; bits past the last row are ignored.</summary>
    public static Validity FromBits(ReadOnlyMemory<byte> bits, int rows)
    {
        var valid = BitRuns.Ones(bits.Span, rows);
        return valid == rows ? default : new(bits, rows - valid);
    }

    /// <summary>Bits from one flag a row, true where there is a value.</summary>
    public static Validity FromFlags(ReadOnlySpan<bool> valid)
    {
        var bits = new byte[(valid.Length + 7) >> 3];
        for (var i = 0; i < valid.Length; i++)
        {
            if (valid[i])
            {
                bits[i >> 3] |= (byte)(1 << (i & 7));
            }
        }

        return FromBits(bits, valid.Length);
    }

    /// <summary>The validity of the named rows, in their order.</summary>
    public Validity Take(ReadOnlySpan<int> rows)
    {
        if (_bits.IsEmpty)
        {
            return default;
        }

        var bits = new byte[(rows.Length + 7) >> 3];
        Pick(_bits.Span, rows, bits);
        return FromBits(bits, rows.Length);
    }

    /// <summary>The same, of many rows on all cores.</summary>
    /// <param name="rows">The rows, in their order.</param>
    /// <param name="orNull">True where a row below 0 is one without a value.</param>
    internal Validity Gather(int[] rows, bool orNull)
    {
        if (_bits.IsEmpty && !orNull)
        {
            return default;
        }

        var source = _bits;
        var bits = new byte[(rows.Length + 7) >> 3];
        Cores.Ranges(rows.Length, (start, length) =>
        {
            // A range begins with a byte of the bits.
            var chosen = rows.AsSpan(start, length);
            var own = bits.AsSpan(start >> 3, (length + 7) >> 3);
            if (orNull)
            {
                PickOrNone(source.Span, chosen, own);
            }
            else
            {
                Pick(source.Span, chosen, own);
            }
        });
        return FromBits(bits, rows.Length);
    }

    /// <summary>The validity of a run of rows.</summary>
    public Validity Slice(int start, int length)
    {
        if (_bits.IsEmpty)
        {
            return default;
        }

        if ((start & 7) == 0)
        {
            return FromBits(_bits.Slice(start >> 3, (length + 7) >> 3), length);
        }

        var bits = new byte[(length + 7) >> 3];
        BitRuns.Copy(_bits.Span, start, length, bits, 0);
        return FromBits(bits, length);
    }

    /// <summary>The validity of columns below one another.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">Their rows together.</param>
    internal static Validity Concat(IReadOnlyList<Column> columns, int rows)
    {
        if (columns.All(c => c.NullCount == 0))
        {
            return default;
        }

        var bits = new byte[(rows + 7) >> 3];
        var at = 0;
        foreach (var column in columns)
        {
            if (column.NullCount == 0)
            {
                BitRuns.Fill(bits, at, column.Length);
            }
            else
            {
                BitRuns.Copy(column.Validity.Bits, 0, column.Length, bits, at);
            }

            at += column.Length;
        }

        return FromBits(bits, rows);
    }

    private static void Pick(ReadOnlySpan<byte> source, ReadOnlySpan<int> rows, Span<byte> bits)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            bits[i >> 3] |= (byte)((source[row >> 3] >> (row & 7) & 1) << (i & 7));
        }
    }

    private static void PickOrNone(ReadOnlySpan<byte> source, ReadOnlySpan<int> rows, Span<byte> bits)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var valid = row < 0 ? 0 : source.IsEmpty ? 1 : source[row >> 3] >> (row & 7) & 1;
            bits[i >> 3] |= (byte)(valid << (i & 7));
        }
    }
}
