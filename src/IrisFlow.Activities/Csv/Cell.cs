namespace IrisFlow.Activities;

/// <summary>Where a field stands in the text, without its quotes. Eight bytes: a block of rows stays in the processor's cache.</summary>
internal readonly struct Cell
{
    private const int Quoted = 1 << 31;
    private const int Escaped = 1 << 30;
    private readonly int _bits;

    public Cell(int start, int length) => (Start, _bits) = (start, length);

    public Cell(int start, int length, bool escaped) => (Start, _bits) = (start, length | Quoted | (escaped ? Escaped : 0));

    public int Start { get; }

    public int Length => _bits & (Escaped - 1);

    public bool IsQuoted => (_bits & Quoted) != 0;

    /// <summary>True when it holds doubled quotes or backslashes, which stand for what follows them.</summary>
    public bool IsEscaped => (_bits & Escaped) != 0;

    /// <summary>True for nothing at all between two delimiters: not even quotes.</summary>
    public bool IsEmpty => _bits == 0;

    public ReadOnlySpan<byte> Raw(byte[] bytes) => bytes.AsSpan(Start, Length);
}
