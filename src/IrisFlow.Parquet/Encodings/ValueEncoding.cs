using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Texts;

namespace IrisFlow.Parquet.Encodings;

/// <summary>
/// Turns the bytes of a page into values. A new encoding is one file with a subclass, and its line in <see cref="For"/>.
/// Dictionary codes are not among them: they need the dictionary, which the column's reader holds.
/// </summary>
internal abstract class ValueEncoding
{
    protected abstract string Name { get; }

    /// <summary>Fixed-width values; fills the target.</summary>
    public virtual void Decode<T>(ReadOnlySpan<byte> page, Span<T> target)
        where T : unmanaged => throw NotFor(typeof(T).Name);

    /// <summary>Bytes of one fixed length each; fills the target.</summary>
    /// <param name="page">The page.</param>
    /// <param name="width">Bytes of a value, at least 1.</param>
    /// <param name="target">A multiple of the width.</param>
    public virtual void DecodeFixed(ReadOnlySpan<byte> page, int width, Span<byte> target) => throw NotFor("bytes of a fixed length");

    /// <summary>Truth values; fills the target.</summary>
    public virtual void DecodeBools(ReadOnlySpan<byte> page, Span<bool> target) => throw NotFor("Boolean");

    /// <summary>Texts; adds as many as said.</summary>
    public virtual void DecodeTexts(ReadOnlySpan<byte> page, int count, TextBuffer target) => throw NotFor("text");

    public static bool IsDictionary(PageEncoding encoding) => encoding is PageEncoding.PlainDictionary or PageEncoding.RleDictionary;

    public static ValueEncoding For(PageEncoding encoding) => encoding switch
    {
        PageEncoding.Plain => new PlainEncoding(),
        PageEncoding.Rle => new RleEncoding(),
        PageEncoding.DeltaBinaryPacked => new DeltaBinaryPackedEncoding(),
        PageEncoding.DeltaLengthByteArray => new DeltaLengthEncoding(),
        PageEncoding.DeltaByteArray => new DeltaTextEncoding(),
        PageEncoding.ByteStreamSplit => new ByteStreamSplitEncoding(),
        _ => throw Fault.Unsupported(
            $"A page has the encoding {(Enum.IsDefined(encoding) ? encoding : (int)encoding)}.",
            "Plain, Rle, PlainDictionary, RleDictionary, DeltaBinaryPacked, DeltaLengthByteArray, DeltaByteArray or ByteStreamSplit."),
    };

    private IrisFlowException NotFor(string type) =>
        Fault.Damaged($"A page holds {type} values in the encoding {Name}.", "An encoding that the format allows for the type.");
}
