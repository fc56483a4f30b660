namespace IrisFlow.Activities;

/// <summary>Where a field stands in the text, without its quotes. Eight bytes: a block of rows stays in the processor's cache.</summary>
internal readonly struct Cell
{
    private const int Quoted = 1 << 30;
    private const int Escaped = 1 << 29;
    private readonly int _bits;

    public Cell(int start, int length, bool quoted = false, bool escaped = false) =>
        (Start, _bits) = (start, length | (quoted ? Quoted : 0) | (escaped ? Escaped : 0));

    public int Start { get; }

    public int Length => _bits & (Escaped - 1);

    public bool IsQuoted => (_bits & Quoted) != 0;

    /// <summary>True when it holds doubled quotes, which stand for one each.</summary>
    public bool IsEscaped => (_bits & Escaped) != 0;

    /// <summary>True for nothing at all between two delimiters: not even quotes.</summary>
    public bool IsEmpty => _bits == 0;

    public ReadOnlySpan<byte> Raw(byte[] bytes) => bytes.AsSpan(Start, Length);

    /// <summary>The bytes that the field stands for.</summary>
    public ReadOnlySpan<byte> Value(byte[] bytes) => IsEscaped ? Unescape(Raw(bytes)) : Raw(bytes);

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        var value = new byte[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            value[length++] = raw[i];
            if (raw[i] == '"')
            {
                i++;
            }
        }

        return value.AsSpan(0, length);
    }
}

/// <summary>Some rows of a file: row <c>r</c> has its cells from <c>r * Columns</c> on.</summary>
internal sealed class RowBlock(byte[] bytes, Cell[] cells, int columns)
{
    public byte[] Bytes => bytes;

    public int Columns => columns;

    public int Rows { get; set; }

    public Cell this[int row, int column] => cells[(row * columns) + column];

    /// <summary>How many rows the whole file has, by the look of those read; only good for making room.</summary>
    public int ExpectedRows { get; set; }

    /// <summary>The cells from a row on.</summary>
    public Span<Cell> From(int row) => cells.AsSpan(row * columns);

    /// <summary>How many rows there is room for.</summary>
    public int Capacity => cells.Length / columns;
}
