using System.Runtime.InteropServices;

namespace IrisFlow.Activities;

/// <summary>Gives every different text a code, from 0 on, in the order of first appearance.</summary>
internal sealed class TextDictionary
{
    private byte[] _bytes = new byte[256];
    private int[] _offsets = new int[16];
    private int[] _slots = new int[32];
    private int _last;

    public int Count { get; private set; }

    public int CodeOf(ReadOnlySpan<byte> text)
    {
        // Files are often sorted, and then the next text is the same again.
        if (_last < Count && Value(_last).SequenceEqual(text))
        {
            return _last;
        }

        var slot = FindSlot(text);
        _last = _slots[slot] > 0 ? _slots[slot] - 1 : Add(text, slot);
        return _last;
    }

    public ReadOnlySpan<byte> Value(int code) => _bytes.AsSpan(_offsets[code].._offsets[code + 1]);

    public StringColumn Column(ReadOnlyMemory<int> codes, Validity validity) =>
        StringColumn.Dictionary(_bytes.AsMemory(0, _offsets[Count]), _offsets.AsMemory(0, Count + 1), codes, validity);

    private int FindSlot(ReadOnlySpan<byte> text)
    {
        var slot = (int)(Hash(text) & (uint)(_slots.Length - 1));
        while (_slots[slot] > 0 && !Value(_slots[slot] - 1).SequenceEqual(text))
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }

    private int Add(ReadOnlySpan<byte> text, int slot)
    {
        var start = _offsets[Count];
        if (start + text.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(start + text.Length, _bytes.Length * 2));
        }

        text.CopyTo(_bytes.AsSpan(start));
        if (Count + 2 > _offsets.Length)
        {
            Array.Resize(ref _offsets, _offsets.Length * 2);
        }

        _offsets[++Count] = start + text.Length;
        _slots[slot] = Count;
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var code = 0; code < Count; code++)
        {
            _slots[FindSlot(Value(code))] = code + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length;
        for (; text.Length >= 8; text = text[8..])
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(text)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
        }

        foreach (var b in text)
        {
            hash = (hash ^ b) * 0x9E3779B97F4A7C15;
        }

        return (uint)(hash >> 32);
    }
}
