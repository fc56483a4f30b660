using System.Text;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>First and last text so far, by unsigned bytes, as the format orders text.</summary>
internal ref struct TextBounds
{
    // Readers use bounds to skip pages; long ones fill the footer and tell no more.
    private const int Longest = 64;
    private ReadOnlySpan<byte> _min;
    private ReadOnlySpan<byte> _max;
    private bool _any;

    public void Add(ReadOnlySpan<byte> text)
    {
        _min = !_any || text.SequenceCompareTo(_min) < 0 ? text : _min;
        _max = !_any || text.SequenceCompareTo(_max) > 0 ? text : _max;
        _any = true;
    }

    public readonly Statistics ToStatistics(long nulls) => !_any
        ? new Statistics(nulls)
        : new Statistics(nulls, Prefix(_min).ToArray(), _max.Length <= Longest ? _max.ToArray() : Above(_max), _min.Length <= Longest, _max.Length <= Longest);

    /// <summary>What a text begins with, whole characters only: some readers take bounds for text.</summary>
    private static ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var length = Longest;
        while (length > 0 && (text[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return text[..length];
    }

    /// <summary>A short text beyond all that begin like this one; null where there is none.</summary>
    private static byte[]? Above(ReadOnlySpan<byte> text)
    {
        var prefix = Prefix(text);
        while (Rune.DecodeLastFromUtf8(prefix, out var last, out var length) == System.Buffers.OperationStatus.Done)
        {
            prefix = prefix[..^length];
            // The code points between these two are no characters.
            var next = last.Value == 0xD7FF ? 0xE000 : last.Value + 1;
            if (Rune.TryCreate(next, out var above))
            {
                Span<byte> encoded = stackalloc byte[4];
                return [.. prefix, .. encoded[..above.EncodeToUtf8(encoded)]];
            }
        }

        return null;
    }
}
