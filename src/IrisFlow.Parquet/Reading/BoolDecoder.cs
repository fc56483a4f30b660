using IrisFlow.Parquet.Encodings;

namespace IrisFlow.Parquet.Reading;

/// <summary>Truth values.</summary>
internal sealed class BoolDecoder : ValueDecoder<bool>
{
    protected override int StoredBytes => 0;

    public override void Decode(ValueEncoding encoding, ReadOnlySpan<byte> page, Span<bool> target) => encoding.DecodeBools(page, target);
}
