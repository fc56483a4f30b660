using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Reading;
using IrisFlow.Parquet.Texts;

namespace IrisFlow.Parquet.Conversions;

/// <summary>Decodes values and makes texts of them.</summary>
internal abstract class StoredTexts
{
    /// <summary>Adds the texts of a page, or the entries of a dictionary.</summary>
    public abstract void Read(ValueEncoding encoding, ReadOnlySpan<byte> page, int count, TextBuffer target);
}

/// <summary>Values that are texts, which have to be UTF-8.</summary>
/// <param name="expected">What to say where they are not.</param>
internal sealed class Utf8Texts(string expected) : StoredTexts
{
    public override void Read(ValueEncoding encoding, ReadOnlySpan<byte> page, int count, TextBuffer target)
    {
        var from = target.Count;
        encoding.DecodeTexts(page, count, target);
        target.RequireUtf8(from, expected);
    }
}

/// <summary>Writes bytes as text into room for it.</summary>
internal delegate void TextOfBytes(ReadOnlySpan<byte> bytes, Span<byte> text);

/// <summary>Bytes as texts of which the length is known.</summary>
/// <param name="bytes">The bytes of a page's values.</param>
/// <param name="length">The length of the text for a number of bytes.</param>
/// <param name="write">Writes a text.</param>
internal sealed class TextsOfBytes(StoredBytes bytes, Func<int, int> length, TextOfBytes write) : StoredTexts
{
    public override void Read(ValueEncoding encoding, ReadOnlySpan<byte> page, int count, TextBuffer target)
    {
        bytes.Read(encoding, page, count);
        for (var i = 0; i < count; i++)
        {
            write(bytes[i], target.Add(length(bytes[i].Length)));
        }
    }
}

/// <summary>Decimal numbers stored as bytes, as exact texts.</summary>
internal sealed class DecimalTextsOfBytes(StoredBytes bytes, int scale) : StoredTexts
{
    private readonly char[] _room = Decimals.Room();

    public override void Read(ValueEncoding encoding, ReadOnlySpan<byte> page, int count, TextBuffer target)
    {
        bytes.Read(encoding, page, count);
        for (var i = 0; i < count; i++)
        {
            target.AppendAscii(Decimals.ToText(bytes[i], scale, _room));
        }
    }
}

/// <summary>Decimal numbers stored as whole numbers, as exact texts.</summary>
/// <param name="numbers">The whole numbers.</param>
/// <param name="scale">Digits behind the point.</param>
internal sealed class DecimalTexts(ValueDecoder<long> numbers, int scale) : StoredTexts
{
    private readonly char[] _room = Decimals.Room();
    private long[] _numbers = [];

    public override void Read(ValueEncoding encoding, ReadOnlySpan<byte> page, int count, TextBuffer target)
    {
        if (_numbers.Length < count)
        {
            _numbers = GC.AllocateUninitializedArray<long>(count);
        }

        numbers.Decode(encoding, page, _numbers.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            target.AppendAscii(Decimals.ToText(_numbers[i], scale, _room));
        }
    }
}
