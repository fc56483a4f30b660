namespace IrisFlow.Parquet.Writing;

/// <summary>The texts of a column row by row, whatever its layout.</summary>
internal readonly ref struct TextRows(StringColumn column)
{
    private readonly ReadOnlySpan<byte> _bytes = column.Bytes;
    private readonly ReadOnlySpan<int> _offsets = column.Offsets;
    private readonly ReadOnlySpan<byte> _bits = column.Validity.Bits;

    /// <summary>The codes of the column; empty where it has none.</summary>
    public ReadOnlySpan<int> Codes { get; } = column.Codes;

    public int Count { get; } = column.Length;

    /// <summary>The text of a row that is not null.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var slot = Codes.IsEmpty ? row : Codes[row];
            return _bytes[_offsets[slot].._offsets[slot + 1]];
        }
    }

    public bool Holds(int row) => Levels.Holds(_bits, row);

    /// <summary>The bytes of all texts of a run of rows. What null rows hold does not count.</summary>
    public long BytesOf(int start, int rows)
    {
        if (Codes.IsEmpty && _bits.IsEmpty)
        {
            return rows == 0 ? 0 : _offsets[start + rows] - _offsets[start];
        }

        var bytes = 0L;
        for (var row = start; row < start + rows; row++)
        {
            var slot = Codes.IsEmpty ? row : Codes[row];
            bytes += Holds(row) ? _offsets[slot + 1] - _offsets[slot] : 0;
        }

        return bytes;
    }
}
