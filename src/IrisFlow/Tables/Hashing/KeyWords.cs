namespace IrisFlow;

/// <summary>The values of rows as 64 bits each, equal where the values are.</summary>
internal interface IKeyWords
{
    /// <summary>The bits of a row's value; false where it has none.</summary>
    bool TryGet(int row, out ulong word);
}

/// <summary>Whole numbers, days and instants: a 32-bit number has the word of the same number in 64 bits.</summary>
internal readonly ref struct Int32Words(Column<int> column) : IKeyWords
{
    private readonly ReadOnlySpan<int> _values = column.Values;
    private readonly ReadOnlySpan<byte> _valid = column.Validity.Bits;

    public bool TryGet(int row, out ulong word)
    {
        word = (ulong)_values[row];
        return KeyBits.IsValid(_valid, row);
    }
}

/// <inheritdoc cref="Int32Words"/>
internal readonly ref struct Int64Words(Column<long> column) : IKeyWords
{
    private readonly ReadOnlySpan<long> _values = column.Values;
    private readonly ReadOnlySpan<byte> _valid = column.Validity.Bits;

    public bool TryGet(int row, out ulong word)
    {
        word = (ulong)_values[row];
        return KeyBits.IsValid(_valid, row);
    }
}

/// <summary>Truth values: 0 and 1.</summary>
internal readonly ref struct BoolWords(Column<bool> column) : IKeyWords
{
    private readonly ReadOnlySpan<bool> _values = column.Values;
    private readonly ReadOnlySpan<byte> _valid = column.Validity.Bits;

    public bool TryGet(int row, out ulong word)
    {
        word = _values[row] ? 1UL : 0;
        return KeyBits.IsValid(_valid, row);
    }
}

/// <summary>Floating-point numbers: one NaN, which equals itself, and one zero.</summary>
internal readonly ref struct Float64Words(Column<double> column) : IKeyWords
{
    private readonly ReadOnlySpan<double> _values = column.Values;
    private readonly ReadOnlySpan<byte> _valid = column.Validity.Bits;

    public bool TryGet(int row, out ulong word)
    {
        // Adding 0 makes -0 to 0.
        var value = _values[row];
        word = BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value + 0.0);
        return KeyBits.IsValid(_valid, row);
    }
}

/// <inheritdoc cref="Float64Words"/>
internal readonly ref struct Float32Words(Column<float> column) : IKeyWords
{
    private readonly ReadOnlySpan<float> _values = column.Values;
    private readonly ReadOnlySpan<byte> _valid = column.Validity.Bits;

    public bool TryGet(int row, out ulong word)
    {
        var value = _values[row];
        word = BitConverter.SingleToUInt32Bits(float.IsNaN(value) ? float.NaN : value + 0.0f);
        return KeyBits.IsValid(_valid, row);
    }
}

/// <summary>Pairs of numbers; a number below 0 makes a pair that is no value.</summary>
internal readonly ref struct PairWords(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int seconds) : IKeyWords
{
    private readonly ReadOnlySpan<int> _first = first;
    private readonly ReadOnlySpan<int> _second = second;

    public bool TryGet(int row, out ulong word)
    {
        var (a, b) = (_first[row], _second[row]);
        word = ((ulong)(uint)a * (uint)seconds) + (uint)b;
        return (a | b) >= 0;
    }
}

/// <summary>Numbers as they are.</summary>
internal readonly ref struct NumberWords(ReadOnlySpan<int> numbers) : IKeyWords
{
    private readonly ReadOnlySpan<int> _numbers = numbers;

    public bool TryGet(int row, out ulong word)
    {
        word = (uint)_numbers[row];
        return true;
    }
}

internal static class KeyBits
{
    public static bool IsValid(ReadOnlySpan<byte> valid, int row) => valid.IsEmpty || (valid[row >> 3] >> (row & 7) & 1) != 0;
}
