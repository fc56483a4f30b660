using System.Text;

namespace IrisFlow;

/// <summary>Collects text values row by row.</summary>
public sealed class StringColumnBuilder(int expectedRows = 16)
{
    private byte[] _bytes = new byte[(int)Math.Clamp(expectedRows * 8L, 16, Array.MaxLength)];
    private int[] _offsets = new int[Math.Max(16, expectedRows + 1)];
    private List<int>? _nulls;

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a text, or a null.</summary>
    public void Append(string? value)
    {
        if (value is null)
        {
            AppendNull();
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    /// <summary>Adds a text that is UTF-8 already.</summary>
    public void AppendUtf8(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    /// <summary>Adds a row without a value.</summary>
    public void AppendNull()
    {
        (_nulls ??= []).Add(Count);
        Reserve(0);
    }

    /// <summary>The column of what was added; nullable when a null was, or when asked for.</summary>
    public StringColumn Build(bool nullable = false)
    {
        if (_nulls is null)
        {
            return BuildWith(default, nullable);
        }

        var bits = new byte[(Count + 7) >> 3];
        Array.Fill(bits, (byte)0xFF);
        foreach (var row in _nulls)
        {
            bits[row >> 3] &= (byte)~(1 << (row & 7));
        }

        return BuildWith(Validity.FromBits(bits, Count), nullable: true);
    }

    internal StringColumn BuildWith(Validity validity, bool nullable) =>
        StringColumn.Plain(_bytes.AsMemory(0, _offsets[Count]), _offsets.AsMemory(0, Count + 1), validity, nullable);

    private Span<byte> Reserve(int length)
    {
        var start = _offsets[Count];
        var end = TableLimits.TextBytes((long)start + length);
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, _bytes.Length * 2L)));
        }

        if (Count + 2 > _offsets.Length)
        {
            Array.Resize(ref _offsets, _offsets.Length * 2);
        }

        _offsets[++Count] = end;
        return _bytes.AsSpan(start, length);
    }
}
