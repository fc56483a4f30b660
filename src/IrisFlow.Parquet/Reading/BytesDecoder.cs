using IrisFlow.Parquet.Conversions;
using IrisFlow.Parquet.Encodings;

namespace IrisFlow.Parquet.Reading;

/// <summary>Values that are stored as bytes, of one length or each of its own.</summary>
/// <param name="bytes">The bytes of a page's values.</param>
/// <param name="convert">Makes one of the column's values of its bytes.</param>
internal sealed class BytesDecoder<T>(StoredBytes bytes, Func<ReadOnlySpan<byte>, T> convert) : ValueDecoder<T>
    where T : unmanaged
{
    protected override int StoredBytes => bytes.Width;

    public override void Decode(ValueEncoding encoding, ReadOnlySpan<byte> page, Span<T> target)
    {
        bytes.Read(encoding, page, target.Length);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = convert(bytes[i]);
        }
    }
}
