using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Texts;

namespace IrisFlow.Parquet.Conversions;

/// <summary>The values of a page as bytes, all of one length or each of its own.</summary>
/// <param name="fixedWidth">Bytes of each value; null where each has its own length.</param>
internal sealed class StoredBytes(int? fixedWidth)
{
    private readonly TextBuffer _own = new();
    private byte[] _fixed = [];

    /// <summary>Bytes that a value takes in a dictionary, at least: a length takes four.</summary>
    public int Width => fixedWidth ?? sizeof(int);

    /// <summary>The bytes of a value of the page that was read last.</summary>
    public ReadOnlySpan<byte> this[int index] => fixedWidth is { } width ? _fixed.AsSpan(index * width, width) : _own[index];

    public void Read(ValueEncoding encoding, ReadOnlySpan<byte> page, int count)
    {
        if (fixedWidth is not { } width)
        {
            _own.Clear();
            encoding.DecodeTexts(page, count, _own);
            return;
        }

        // Before memory is taken: no encoding makes more of its bytes than one that shares beginnings, which checks for itself.
        var size = (long)count * width;
        Limits.CheckExpansion(size, page.Length, "A page");
        if (size > Array.MaxLength)
        {
            throw Fault.TooLarge($"A page has {count} values of {width} bytes.", "At most 2 GiB a page.");
        }

        if (_fixed.Length < size)
        {
            _fixed = GC.AllocateUninitializedArray<byte>((int)size);
        }

        encoding.DecodeFixed(page, width, _fixed.AsSpan(0, (int)size));
    }
}
