using IrisFlow.Parquet.Texts;

namespace IrisFlow.Parquet.Encodings;

/// <summary>All lengths of texts as differences, then all their bytes.</summary>
internal sealed class DeltaLengthEncoding : ValueEncoding
{
    protected override string Name => "DELTA_LENGTH_BYTE_ARRAY";

    public override void DecodeTexts(ReadOnlySpan<byte> page, int count, TextBuffer target)
    {
        var lengths = new long[count];
        DeltaBinaryPackedEncoding.Read(ref page, lengths);
        foreach (var length in lengths)
        {
            target.Append(TakeText(ref page, length));
        }
    }

    public static ReadOnlySpan<byte> TakeText(ref ReadOnlySpan<byte> page, long length)
    {
        if ((ulong)length > (ulong)page.Length)
        {
            throw Fault.Damaged($"A text of {length} bytes is claimed where a page has {page.Length} left.", "Texts within the page.");
        }

        var text = page[..(int)length];
        page = page[(int)length..];
        return text;
    }
}
