using IrisFlow.Parquet.Texts;

namespace IrisFlow.Parquet.Encodings;

/// <summary>Texts that begin like the text before: how much is shared, then what is new.</summary>
internal sealed class DeltaTextEncoding : ValueEncoding
{
    protected override string Name => "DELTA_BYTE_ARRAY";

    public override void DecodeFixed(ReadOnlySpan<byte> page, int width, Span<byte> target)
    {
        var values = new TextBuffer();
        DecodeTexts(page, target.Length / width, values);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Length != width)
            {
                throw Fault.Damaged($"A page holds a value of {values[i].Length} bytes.", $"{width} bytes, as the schema says.");
            }
        }

        values.Bytes.Span.CopyTo(target);
    }

    public override void DecodeTexts(ReadOnlySpan<byte> page, int count, TextBuffer target)
    {
        var shared = new long[count];
        var lengths = new long[count];
        var stored = page.Length;
        DeltaBinaryPackedEncoding.Read(ref page, shared);
        DeltaBinaryPackedEncoding.Read(ref page, lengths);
        var (previous, decoded) = (0, 0L);
        for (var i = 0; i < count; i++)
        {
            if ((ulong)shared[i] > (ulong)previous)
            {
                throw Fault.Damaged($"A text shares {shared[i]} bytes with one of {previous}.", "No more than the text before has.");
            }

            var added = DeltaLengthEncoding.TakeText(ref page, lengths[i]);
            decoded += shared[i] + added.Length;
            Limits.CheckExpansion(decoded, stored, "The text of a page");
            target.AppendSharing((int)shared[i], added);
            previous = (int)shared[i] + added.Length;
        }
    }
}
