using System.Buffers.Binary;

namespace IrisFlow;

/// <summary>Texts as numbers in the same order, by code points; equal ones for equal texts.</summary>
internal static class TextRanks
{
    /// <summary>The rank of each row's text; a row without a text has any.</summary>
    public static int[] Of(StringColumn column)
    {
        var index = KeyIndex.Of(column);
        var texts = index.Texts;
        var slots = new Slot[texts.Count];
        for (var number = 0; number < slots.Length; number++)
        {
            slots[number] = new(Start(texts[number]), number);
        }

        // UTF-8 bytes are in the order of the code points. Mostly the first eight decide.
        slots.AsSpan().Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : texts[a.Number].SequenceCompareTo(texts[b.Number]));
        var ranks = new int[slots.Length];
        for (var rank = 0; rank < slots.Length; rank++)
        {
            ranks[slots[rank].Number] = rank;
        }

        var rows = index.Numbers;
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = rows[row] < 0 ? 0 : ranks[rows[row]];
        }

        return rows;
    }

    private static ulong Start(ReadOnlySpan<byte> text)
    {
        Span<byte> start = stackalloc byte[8];
        start.Clear();
        text[..Math.Min(8, text.Length)].CopyTo(start);
        return BinaryPrimitives.ReadUInt64BigEndian(start);
    }

    private readonly record struct Slot(ulong Start, int Number);
}
