using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>Turns the stored values of a page into the values of a column; keeps the dictionary of the chunk it is in.</summary>
/// <typeparam name="T">What the column holds.</typeparam>
internal abstract class ValueDecoder<T>
    where T : unmanaged
{
    // One array for the dictionaries of all chunks; how many of its entries are the current chunk's, null before there are any.
    private T[] _entries = [];
    private int? _count;

    /// <summary>Bytes that an entry of a dictionary takes at least; 0 where the format knows no dictionary.</summary>
    protected abstract int StoredBytes { get; }

    /// <summary>Another chunk begins: its dictionary is its own.</summary>
    public void BeginChunk() => _count = null;

    public void ReadDictionary(ReadOnlySpan<byte> page, int count)
    {
        if (StoredBytes == 0)
        {
            throw Fault.Damaged("A column of truth values has a dictionary.", "None, by the format's definition.");
        }

        if (count > page.Length / StoredBytes)
        {
            throw Fault.Damaged($"A dictionary of {page.Length} bytes claims {count} entries.", $"{StoredBytes} bytes for each.");
        }

        if (count > _entries.Length)
        {
            _entries = new T[count];
        }

        Decode(new PlainEncoding(), page, _entries.AsSpan(0, count));
        _count = count;
    }

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

        var count = _count ?? throw Fault.Damaged("A page holds codes, but there is no dictionary before it.", "A dictionary before the first page.");
        DictionaryCodes.Look(page.Values, _entries.AsSpan(0, count), target);
    }

    /// <summary>Fills the target with values that are not named by codes.</summary>
    public abstract void Decode(ValueEncoding encoding, ReadOnlySpan<byte> page, Span<T> target);
}
