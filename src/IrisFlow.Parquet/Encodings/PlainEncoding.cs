using System.Buffers.Binary;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Texts;

namespace IrisFlow.Parquet.Encodings;

/// <summary>Values one after the other, little-endian; texts with their length before them; truth values as bits.</summary>
internal sealed class PlainEncoding : ValueEncoding
{
    protected override string Name => "PLAIN";

    // .NET runs on little-endian processors only, so the stored bytes are the values.
    public override void Decode<T>(ReadOnlySpan<byte> page, Span<T> target)
    {
        var bytes = MemoryMarshal.AsBytes(target);
        if (page.Length < bytes.Length)
        {
            throw Fault.Damaged($"A page has {page.Length} bytes for {target.Length} values.", $"{bytes.Length} bytes.");
        }

        page[..bytes.Length].CopyTo(bytes);
    }

    public override void DecodeFixed(ReadOnlySpan<byte> page, int width, Span<byte> target) => Decode(page, target);

    public override void DecodeBools(ReadOnlySpan<byte> page, Span<bool> target)
    {
        if (page.Length < BitUnpacker.BytesFor(target.Length, 1))
        {
            throw Fault.Damaged($"A page has {page.Length} bytes for {target.Length} truth values.", "A bit for every value.");
        }

        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (page[i >> 3] >> (i & 7) & 1) != 0;
        }
    }

    public override void DecodeTexts(ReadOnlySpan<byte> page, int count, TextBuffer target)
    {
        for (var i = 0; i < count; i++)
        {
            if (page.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(page) is var length && length > (uint)(page.Length - 4))
            {
                throw Fault.Damaged($"Text {i} of a page reaches beyond its end.", "Texts within the page.");
            }

            target.Append(page.Slice(4, (int)length));
            page = page[(4 + (int)length)..];
        }
    }
}
