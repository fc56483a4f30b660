using System.Buffers.Binary;

namespace IrisFlow;

/// <summary>Distinct texts, numbered from 0 in the order in which they came (a hash table with open addressing).</summary>
internal sealed class TextTable
{
    private const ulong Odd = 0x9E3779B97F4A7C15UL;

    // Where a text lies depends on its hash, its number does not: so each process may hash in its own way, which no file can foresee.
    private static readonly ulong Seed = (ulong)(uint)HashCode.Combine(1) << 32 | (uint)HashCode.Combine(2);

    private byte[] _bytes = new byte[256];
    private int[] _offsets = new int[17];
    private Entry[] _entries = new Entry[32];

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
        var sought = Entry.Of(text);
        ref var found = ref Place(sought, text);
        if (found.Next != 0)
        {
            return found.Next - 1;
        }

        Append(text);
        found = sought with { Next = Count };
        if (Count * 2L > _entries.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text) => Place(Entry.Of(text), text).Next - 1;

    private ref Entry Place(in Entry sought, ReadOnlySpan<byte> text)
    {
        var entries = _entries;
        for (var place = sought.Hash(text); ; place++)
        {
            ref var entry = ref entries[place & (uint)(entries.Length - 1)];
            if (entry.Next == 0 || (entry.Start == sought.Start && entry.End == sought.End && entry.Length == sought.Length
                && (text.Length <= Entry.Whole || text.SequenceEqual(this[entry.Next - 1]))))
            {
                return ref entry;
            }
        }
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        var start = _offsets[Count];
        var end = TableLimits.TextBytes((long)start + text.Length);
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, _bytes.Length * 2L)));
        }

        if (Count + 1 == _offsets.Length)
        {
            Array.Resize(ref _offsets, (Count * 2) + 1);
        }

        text.CopyTo(_bytes.AsSpan(start));
        _offsets[++Count] = end;
    }

    private void Grow()
    {
        var entries = new Entry[_entries.Length * 2];
        foreach (var entry in _entries)
        {
            if (entry.Next != 0)
            {
                var place = entry.Hash(entry.Length > Entry.Whole ? this[entry.Next - 1] : default);
                while (entries[place & (uint)(entries.Length - 1)].Next != 0)
                {
                    place++;
                }

                entries[place & (uint)(entries.Length - 1)] = entry;
            }
        }

        _entries = entries;
    }

    /// <summary>A text's first and last eight bytes, which are all of one that is not long: then nothing else has to be looked at.</summary>
    /// <param name="Start">The first eight bytes; of fewer, all of them in an order of their own.</param>
    /// <param name="End">The last eight, which may be among the first too.</param>
    /// <param name="Length">Bytes of the text.</param>
    /// <param name="Next">The number that comes after that of the text; 0 where the place is free.</param>
    private readonly record struct Entry(ulong Start, ulong End, int Length, int Next)
    {
        /// <summary>Texts of up to this many bytes are told apart by start, end and length.</summary>
        public const int Whole = 16;

        public static Entry Of(ReadOnlySpan<byte> text) => text.Length switch
        {
            >= 8 => new(BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]), text.Length, 0),
            >= 4 => new(BinaryPrimitives.ReadUInt32LittleEndian(text) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]) << 32), 0, text.Length, 0),
            > 0 => new(text[0] | ((ulong)text[text.Length / 2] << 8) | ((ulong)text[^1] << 16), 0, text.Length, 0),
            _ => default,
        };

        public uint Hash(ReadOnlySpan<byte> text)
        {
            var hash = Mix(Mix(Seed ^ Start ^ (uint)Length) ^ End);
            for (var at = 8; at < text.Length - 8; at += 8)
            {
                // The last step may take bytes of the end again.
                hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[at..]));
            }

            return (uint)(hash >> 16);
        }

        private static ulong Mix(ulong word)
        {
            var high = Math.BigMul(word, Odd, out var low);
            return high ^ low;
        }
    }
}
