using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>Turns the stored values of a page into the values of a column; keeps the dictionary of the chunk it is in.</summary>
/// <typeparam name="T">What the column holds.</typeparam>
internal abstract class ValueDecoder<T>
    where T : unmanaged
{
    private T[]? _dictionary;

    /// <summary>Another chunk begins: its dictionary is its own.</summary>
    public void BeginChunk() => _dictionary = null;

    public void ReadDictionary(ReadOnlySpan<byte> page, int count) => _dictionary = DecodeDictionary(page, count);

    /// <summary>True where plain bytes in the file are the values in memory, so that they can be looked at in the file.</summary>
    public virtual bool IsStoredAsHeld => false;

    /// <summary>True where stored bytes are read into their place and <see cref="FinishBytes"/> makes them values there.</summary>
    public virtual bool TakesBytes(PageEncoding encoding) => false;

    /// <summary>Makes values of their bytes, in place.</summary>
    public virtual void FinishBytes(Span<T> values)
    {
    }

    /// <summary>Fills the target with the values of a page, those of null rows not among them.</summary>
    public void Decode(in DataPage page, Span<T> target)
    {
        if (target.IsEmpty)
        {
            return;
        }

        if (!ValueEncoding.IsDictionary(page.Encoding))
        {
            Decode(ValueEncoding.For(page.Encoding), page.Values, target);
            return;
        }

        var dictionary = _dictionary ?? throw Fault.Damaged("A page holds codes, but there is no dictionary before it.", "A dictionary before the first page.");
        DictionaryCodes.Look(page.Values, dictionary, target);
    }

    protected abstract T[] DecodeDictionary(ReadOnlySpan<byte> page, int count);

    /// <summary>Fills the target with values that are not named by codes.</summary>
    public abstract void Decode(ValueEncoding encoding, ReadOnlySpan<byte> page, Span<T> target);
}
