namespace IrisFlow.Activities;

/// <summary>Some rows of a file: row <c>r</c> has its cells from <c>r * Columns</c> on.</summary>
internal sealed class RowBlock(CsvBlock block, Cell[] cells, int columns, CsvDialect dialect)
{
    private readonly byte[] _bytes = block.Bytes;
    private byte[] _unescaped = [];

    public byte[] Bytes => _bytes;

    public Cell[] Cells => cells;

    public int Columns => columns;

    public int Rows { get; set; }

    /// <inheritdoc cref="CsvBlock.IsLarge"/>
    public bool IsLarge => block.IsLarge;

    public Cell this[int row, int column] => cells[(row * columns) + column];

    /// <summary>The bytes that a field stands for, until the next field is asked for.</summary>
    public ReadOnlySpan<byte> Value(Cell cell) => cell.IsEscaped ? Unescape(cell.Raw(_bytes)) : cell.Raw(_bytes);

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (_unescaped.Length < raw.Length)
        {
            _unescaped = new byte[Math.Max(raw.Length, 256)];
        }

        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            // One of two quotes is left out, as is a backslash before anything else.
            i += raw[i] == dialect.Quote || (dialect.Backslash && raw[i] == '\\') ? 1 : 0;
            _unescaped[length++] = raw[i];
        }

        return _unescaped.AsSpan(0, length);
    }
}
