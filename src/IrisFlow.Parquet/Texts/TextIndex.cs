using System.Buffers.Binary;
using System.Numerics;

namespace IrisFlow.Parquet.Texts;

/// <summary>Finds texts among those of a buffer, and adds those that are new: codes by first appearance.</summary>
internal sealed class TextIndex
{
    // Open addressing, linear probing, at most half full; a slot holds a code + 1, and 0 is free.
    private int[] _slots = new int[64];

    public TextIndex(TextBuffer texts)
    {
        Texts = texts;
        for (var code = 0; code < texts.Count; code++)
        {
            Place(code);
        }
    }

    public TextBuffer Texts { get; }

    public int FindOrAdd(ReadOnlySpan<byte> text)
    {
        var slot = SlotOf(text);
        if (_slots[slot] == 0)
        {
            Texts.Append(text);
            Place(Texts.Count - 1);
            return Texts.Count - 1;
        }

        return _slots[slot] - 1;
    }

    private void Place(int code)
    {
        if (2 * (code + 1) > _slots.Length)
        {
            _slots = new int[_slots.Length * 2];
            for (var earlier = 0; earlier < code; earlier++)
            {
                PlaceInFree(earlier);
            }
        }

        PlaceInFree(code);
    }

    // A text that is there twice keeps the code of its first place.
    private void PlaceInFree(int code)
    {
        var slot = SlotOf(Texts[code]);
        _slots[slot] = _slots[slot] == 0 ? code + 1 : _slots[slot];
    }

    private int SlotOf(ReadOnlySpan<byte> text)
    {
        var slot = (int)(Hash(text) & (uint)(_slots.Length - 1));
        while (_slots[slot] != 0 && !Texts[_slots[slot] - 1].SequenceEqual(text))
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }

    // Never stored, so it may change; it only has to be quick on short texts.
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        const ulong odd = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length * odd;
        for (; text.Length >= 8; text = text[8..])
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * odd, 29);
        }

        ulong rest = 0;
        foreach (var value in text)
        {
            rest = (rest << 8) | value;
        }

        hash = (hash ^ rest) * odd;
        return (uint)(hash >> 32);
    }
}
