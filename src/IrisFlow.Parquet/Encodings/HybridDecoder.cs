namespace IrisFlow.Parquet.Encodings;

/// <summary>Parquet's mixture of runs of one value and runs of bit-packed values: levels, dictionary codes and truth values.</summary>
internal ref struct HybridDecoder
{
    private readonly int _width;
    private ReadOnlySpan<byte> _data;

    /// <exception cref="IrisFlowException">The width is not from 0 to 32 bits.</exception>
    public HybridDecoder(ReadOnlySpan<byte> data, int width)
    {
        _data = data;
        _width = width;
        if (width is < 0 or > 32)
        {
            throw Fault.Damaged($"A page says that its codes have {width} bits.", "From 0 to 32 bits.");
        }
    }

    /// <summary>The next run, of which at most <paramref name="wanted"/> values are used.</summary>
    /// <param name="wanted">Values still to come.</param>
    /// <param name="value">The repeated value, where <paramref name="packed"/> is empty.</param>
    /// <param name="packed">The bytes of bit-packed values; empty for a repeated value.</param>
    /// <returns>The number of values, from 0 to <paramref name="wanted"/>.</returns>
    public int NextRun(int wanted, out uint value, out ReadOnlySpan<byte> packed)
    {
        var head = Varint();
        value = 0;
        packed = default;
        if ((head & 1) == 0)
        {
            value = RepeatedValue();
            return (int)Math.Min(head >> 1, (uint)wanted);
        }

        var groups = head >> 1;
        var count = (int)Math.Min(groups * 8UL, (uint)wanted);
        // Some writers cut the last group off where its values end, so only the bytes of values that are used must be there.
        var stored = Math.Min(groups * (ulong)_width, (ulong)_data.Length);
        if (BitUnpacker.BytesFor(count, _width) > (long)stored)
        {
            throw Fault.CutOff("A run of a page");
        }

        packed = _data[..(int)stored];
        _data = _data[(int)stored..];
        return count;
    }

    /// <summary>Fills the target with values.</summary>
    public void Decode(Span<int> target)
    {
        while (!target.IsEmpty)
        {
            var count = NextRun(target.Length, out var value, out var packed);
            if (packed.IsEmpty)
            {
                target[..count].Fill((int)value);
            }
            else
            {
                BitUnpacker.Unpack(packed, _width, target[..count]);
            }

            target = target[count..];
        }
    }

    /// <summary>Values of a packed run from one on that is a multiple of eight.</summary>
    public readonly void Unpack(ReadOnlySpan<byte> packed, int from, Span<int> target) =>
        BitUnpacker.Unpack(packed[(int)BitUnpacker.BytesFor(from, _width)..], _width, target);

    private uint RepeatedValue()
    {
        var bytes = (_width + 7) >> 3;
        if (bytes > _data.Length)
        {
            throw Fault.CutOff("A run of a page");
        }

        uint value = 0;
        for (var i = 0; i < bytes; i++)
        {
            value |= (uint)_data[i] << (8 * i);
        }

        _data = _data[bytes..];
        return _width == 32 || value >> _width == 0
            ? value
            : throw Fault.Damaged($"A run repeats the value {value}, which has more than {_width} bits.", "A value of the width that the page says.");
    }

    private uint Varint()
    {
        uint value = 0;
        for (var i = 0; i < 5 && i < _data.Length; i++)
        {
            value |= (uint)(_data[i] & 0x7F) << (7 * i);
            if (_data[i] < 0x80)
            {
                _data = _data[(i + 1)..];
                return value;
            }
        }

        throw Fault.CutOff("A run of a page");
    }
}
