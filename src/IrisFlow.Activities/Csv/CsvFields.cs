using System.Buffers;
using System.Globalization;

namespace IrisFlow.Activities;

/// <summary>Fields in the making, quoted where RFC 4180 asks for it and not elsewhere.</summary>
internal sealed class CsvFields
{
    private readonly byte _delimiter;
    private readonly bool _spreadsheetSafe;
    private readonly SearchValues<byte> _special;
    private byte[] _buffer = new byte[1 << 12];

    public CsvFields(CsvOptions options)
    {
        _delimiter = (byte)(options.Delimiter ?? ',');
        _spreadsheetSafe = options.SpreadsheetSafe;
        _special = SearchValues.Create(_delimiter, (byte)'"', (byte)'\n', (byte)'\r');
    }

    /// <summary>Bytes not flushed yet.</summary>
    public int Length { get; private set; }

    /// <summary>Begins the field of a column.</summary>
    public void Begin(int column)
    {
        if (column > 0)
        {
            Raw([_delimiter]);
        }
    }

    public void EndRow() => Raw("\n"u8);

    /// <summary>A text. One that is empty stands in quotes, which tells it from a missing value.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        var guarded = _spreadsheetSafe && text.Length > 0 && text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r';
        var quoted = text.IsEmpty || text.ContainsAny(_special);
        Raw(quoted ? "\""u8 : default);
        Raw(guarded ? "'"u8 : default);
        while (quoted && text.IndexOf((byte)'"') is >= 0 and var quote)
        {
            Raw(text[..(quote + 1)]);
            Raw("\""u8);
            text = text[(quote + 1)..];
        }

        Raw(text);
        Raw(quoted ? "\""u8 : default);
    }

    /// <summary>A floating-point number in the fewest digits that give the same number back; whole ones end in <c>.0</c>, so that they stay floating-point.</summary>
    public void Floating<T>(T value)
        where T : IUtf8SpanFormattable
    {
        var start = Length;
        Raw(value, "R");
        if (!_buffer.AsSpan(start..Length).ContainsAny(".EN"u8) && _buffer[Length - 1] != 'y')
        {
            Raw(".0"u8);
        }
    }

    /// <summary>A value whose text needs no quotes.</summary>
    public void Raw<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        Reserve(64);
        value.TryFormat(_buffer.AsSpan(Length), out var written, format, CultureInfo.InvariantCulture);
        Length += written;
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    public void FlushTo(Stream stream)
    {
        stream.Write(_buffer, 0, Length);
        Length = 0;
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(Length + bytes, _buffer.Length * 2));
        }
    }
}
