using IrisFlow.Parquet.Encodings;

namespace IrisFlow.Parquet.Reading;

/// <summary>Truth values.</summary>
internal sealed class BoolDecoder : ValueDecoder<bool>
{
    protected override bool[] DecodeDictionary(ReadOnlySpan<byte> page, int count) =>
        throw Fault.Damaged("A column of truth values has a dictionary.", "None, by the format's definition.");

    public override void Decode(ValueEncoding encoding, ReadOnlySpan<byte> page, Span<bool> target) => encoding.DecodeBools(page, target);
}
