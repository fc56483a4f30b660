using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IrisFlow.Parquet.Encodings;

/// <summary>The first bytes of all values, then all second bytes, and so on: floating-point numbers compress better that way.</summary>
internal sealed class ByteStreamSplitEncoding : ValueEncoding
{
    protected override string Name => "BYTE_STREAM_SPLIT";

    public override void Decode<T>(ReadOnlySpan<byte> page, Span<T> target)
    {
        var bytes = MemoryMarshal.AsBytes(target);
        if (page.Length != bytes.Length)
        {
            throw Fault.Damaged($"A page has {page.Length} bytes for {target.Length} values.", $"{bytes.Length} bytes.");
        }

        var width = Unsafe.SizeOf<T>();
        for (var stream = 0; stream < width; stream++)
        {
            var source = page.Slice(stream * target.Length, target.Length);
            for (int i = 0, at = stream; i < source.Length; i++, at += width)
            {
                bytes[at] = source[i];
            }
        }
    }
}
