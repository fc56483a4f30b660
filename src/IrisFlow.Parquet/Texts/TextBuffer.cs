using System.Text;
using System.Text.Unicode;
using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Texts;

/// <summary>Texts one after the other, growing as they are decoded.</summary>
internal sealed class TextBuffer
{
    private byte[] _bytes = [];
    private int[] _offsets = new int[1];

    public int Count { get; private set; }

    public int ByteCount => _offsets[Count];

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, ByteCount);

    public ReadOnlyMemory<int> Offsets => _offsets.AsMemory(0, Count + 1);

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_offsets[index].._offsets[index + 1]);

    public void Append(ReadOnlySpan<byte> text) => text.CopyTo(Add(text.Length));

    /// <summary>A text of characters that take a byte each.</summary>
    public void AppendAscii(ReadOnlySpan<char> text) => Ascii.FromUtf16(text, Add(text.Length), out _);

    /// <summary>Forgets all texts and keeps the room for others.</summary>
    public void Clear() => Count = 0;

    /// <summary>A text that begins like the one before it.</summary>
    public void AppendSharing(int shared, ReadOnlySpan<byte> added)
    {
        var before = Count > 0 ? _offsets[Count - 1] : 0;
        var room = Add(shared + added.Length);
        _bytes.AsSpan(before, shared).CopyTo(room);
        added.CopyTo(room[shared..]);
    }

    /// <summary>Spreads the last texts over rows, an empty text in each row that is null.</summary>
    public void SpreadLast(int texts, int rows, ValidityBuilder validity)
    {
        if (texts == rows)
        {
            return;
        }

        var start = Count - texts;
        GrowOffsets(start + rows);
        var offsets = _offsets.AsSpan(start);
        // From the end, so that no offset is written over before it is read.
        for (var row = rows - 1; row >= 0; row--)
        {
            offsets[row + 1] = offsets[texts];
            texts -= validity[validity.Count - rows + row] ? 1 : 0;
        }

        Count = start + rows;
    }

    /// <summary>Fails unless all texts from this one on are UTF-8.</summary>
    public void RequireUtf8(int from, string expected = "A column of text in UTF-8.")
    {
        var right = Utf8.IsValid(_bytes.AsSpan(_offsets[from]..ByteCount));
        // All bytes in a row are valid and no text begins within a character: then each text is valid.
        for (var i = from; right && i < Count; i++)
        {
            right = _offsets[i] == ByteCount || (_bytes[_offsets[i]] & 0xC0) != 0x80;
        }

        if (!right)
        {
            throw Fault.DoesNotFit("It holds bytes that are not text.", expected);
        }
    }

    /// <summary>Adds a text of some length; gives the room for its bytes.</summary>
    public Span<byte> Add(int length)
    {
        var (start, end) = (ByteCount, (long)ByteCount + length);
        if (end > Array.MaxLength)
        {
            throw Fault.TooLarge("Its texts take over 2 GiB.", "At most 2 GiB of text a column; read fewer rows or split the file.");
        }

        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, _bytes.Length * 2L)));
        }

        GrowOffsets(Count + 1);
        _offsets[++Count] = (int)end;
        return _bytes.AsSpan(start, length);
    }

    private void GrowOffsets(int count)
    {
        if (count >= _offsets.Length)
        {
            Array.Resize(ref _offsets, (int)Math.Min(Array.MaxLength, Math.Max(count + 1L, _offsets.Length * 2L)));
        }
    }
}
