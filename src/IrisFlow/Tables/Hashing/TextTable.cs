using System.Buffers.Binary;

namespace IrisFlow;

/// <summary>Distinct texts, numbered from 0 in the order in which they came (a hash table with open addressing).</summary>
internal sealed class TextTable
{
    // Where a text lies depends on its hash, its number does not: so each process may hash in its own way, which no file can foresee.
    private static readonly ulong Seed = (ulong)(uint)HashCode.Combine(1) << 32 | (uint)HashCode.Combine(2);

    private byte[] _bytes = new byte[256];
    private int[] _offsets = new int[17];
    private uint[] _hashes = new uint[16];

    // The number of a text plus 1; 0 where a place is free.
    private int[] _places = new int[32];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The texts, one behind the other.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _offsets[Count]);

    /// <summary>Where each text begins, and where the last ends.</summary>
    public ReadOnlyMemory<int> Offsets => _offsets.AsMemory(0, Count + 1);

    /// <summary>The text of a number.</summary>
    public ReadOnlySpan<byte> this[int number] => _bytes.AsSpan(_offsets[number]..(_offsets[number + 1]));

    /// <summary>The number of a text, a new one where it was not there.</summary>
    /// <exception cref="IrisFlowException">The texts together would be too long for one column.</exception>
    public int Intern(ReadOnlySpan<byte> text)
    {
        var hash = Hash(text);
        var place = Place(text, hash);
        if (_places[place] != 0)
        {
            return _places[place] - 1;
        }

        Append(text, hash);
        _places[place] = Count;
        if (Count * 2L > _places.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text) => _places[Place(text, Hash(text))] - 1;

    private int Place(ReadOnlySpan<byte> text, uint hash)
    {
        var mask = _places.Length - 1;
        for (var place = (int)hash & mask; ; place = (place + 1) & mask)
        {
            var number = _places[place] - 1;
            if (number < 0 || (_hashes[number] == hash && text.SequenceEqual(this[number])))
            {
                return place;
            }
        }
    }

    private void Append(ReadOnlySpan<byte> text, uint hash)
    {
        var start = _offsets[Count];
        var end = TableLimits.TextBytes((long)start + text.Length);
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, _bytes.Length * 2L)));
        }

        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, Count * 2);
            Array.Resize(ref _offsets, (Count * 2) + 1);
        }

        text.CopyTo(_bytes.AsSpan(start));
        _hashes[Count++] = hash;
        _offsets[Count] = end;
    }

    private void Grow()
    {
        _places = new int[_places.Length * 2];
        var mask = _places.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var place = (int)_hashes[number] & mask;
            while (_places[place] != 0)
            {
                place = (place + 1) & mask;
            }

            _places[place] = number + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        var hash = Seed ^ (uint)text.Length;
        for (; text.Length >= 8; text = text[8..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
        }

        ulong rest = 0;
        for (var i = 0; i < text.Length; i++)
        {
            rest |= (ulong)text[i] << (i * 8);
        }

        return (uint)(Mix(hash ^ rest) >> 16);
    }

    private static ulong Mix(ulong word)
    {
        var high = Math.BigMul(word, 0x9E3779B97F4A7C15UL, out var low);
        return high ^ low;
    }
}
