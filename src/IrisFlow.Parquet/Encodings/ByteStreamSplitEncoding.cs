using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IrisFlow.Parquet.Encodings;

/// <summary>The first bytes of all values, then all second bytes, and so on: floating-point numbers compress better that way.</summary>
internal sealed class ByteStreamSplitEncoding : ValueEncoding
{
    protected override string Name => "BYTE_STREAM_SPLIT";

    public override void Decode<T>(ReadOnlySpan<byte> page, Span<T> target) => DecodeFixed(page, Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(target));

    public override void DecodeFixed(ReadOnlySpan<byte> page, int width, Span<byte> target)
    {
        var count = target.Length / width;
        if (page.Length != target.Length)
        {
            throw Fault.Damaged($"A page has {page.Length} bytes for {count} values.", $"{target.Length} bytes.");
        }

        for (var stream = 0; stream < width; stream++)
        {
            var source = page.Slice(stream * count, count);
            for (int i = 0, at = stream; i < source.Length; i++, at += width)
            {
                target[at] = source[i];
            }
        }
    }
}
