using System.Runtime.CompilerServices;

namespace IrisFlow;

/// <summary>Distinct 64-bit words, numbered from 0 in the order in which they came (a hash table with open addressing).</summary>
internal sealed class WordTable
{
    // As for texts: where a word lies depends on this, its number does not.
    private static readonly ulong Seed = (ulong)(uint)HashCode.Combine(3) << 32 | (uint)HashCode.Combine(4);

    private Entry[] _entries = new Entry[1024];
    private int _shift = 64 - 10;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a word, a new one where it was not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Intern(ulong word)
    {
        var entries = _entries;
        for (var place = Place(word, _shift); ; place++)
        {
            ref var entry = ref entries[place & (entries.Length - 1)];
            if (entry.Next == 0)
            {
                return Insert(ref entry, word);
            }

            if (entry.Word == word)
            {
                return entry.Next - 1;
            }
        }
    }

    /// <summary>The number of a word, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong word)
    {
        var entries = _entries;
        for (var place = Place(word, _shift); ; place++)
        {
            ref var entry = ref entries[place & (entries.Length - 1)];
            if (entry.Next == 0 || entry.Word == word)
            {
                return entry.Next - 1;
            }
        }
    }

    private static int Place(ulong word, int shift)
    {
        var high = Math.BigMul(word ^ Seed, 0x9E3779B97F4A7C15UL, out var low);
        return (int)((high ^ low) >> shift);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Insert(ref Entry entry, ulong word)
    {
        entry = new(word, ++Count);
        if (Count * 8L > _entries.Length * 5L)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        var entries = new Entry[_entries.Length * 2];
        _shift--;
        foreach (var entry in _entries)
        {
            if (entry.Next != 0)
            {
                var place = Place(entry.Word, _shift);
                while (entries[place & (entries.Length - 1)].Next != 0)
                {
                    place++;
                }

                entries[place & (entries.Length - 1)] = entry;
            }
        }

        _entries = entries;
    }

    // The number that comes next; 0 where the place is free.
    private readonly record struct Entry(ulong Word, int Next);
}
