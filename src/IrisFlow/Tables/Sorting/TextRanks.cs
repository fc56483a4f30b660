using System.Buffers.Binary;

namespace IrisFlow;

/// <summary>Texts as numbers in the same order, by code points (which the bytes of UTF-8 are in, too); equal ones for equal texts.</summary>
internal static class TextRanks
{
    // Texts that are the same so far are compared whole.
    private const int Deepest = 64;
    private const int Few = 16;

    /// <summary>The rank of each row's text; a row without a text has any.</summary>
    public static int[] Of(StringColumn column, CancellationToken cancellation)
    {
        var index = KeyIndex.Of(column, cancellation);
        var ordered = new int[index.Count];
        for (var number = 0; number < ordered.Length; number++)
        {
            ordered[number] = number;
        }

        Order(ordered, new ulong[ordered.Length], index.Texts, 0, cancellation);
        var ranks = new int[ordered.Length];
        for (var rank = 0; rank < ordered.Length; rank++)
        {
            ranks[ordered[rank]] = rank;
        }

        var rows = index.Numbers;
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = rows[row] < 0 ? 0 : ranks[rows[row]];
        }

        return rows;
    }

    // Orders distinct texts that are the same up to a byte: by the next eight bytes, then those with the same eight in the same way.
    private static void Order(Span<int> numbers, Span<ulong> words, TextTable texts, int from, CancellationToken cancellation)
    {
        if (numbers.Length < Few || from >= Deepest)
        {
            numbers.Sort((a, b) => texts[a].SequenceCompareTo(texts[b]));
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        for (var i = 0; i < numbers.Length; i++)
        {
            words[i] = Word(texts[numbers[i]], from);
        }

        words.Sort(numbers);
        for (int start = 0, end; start < numbers.Length; start = end)
        {
            for (end = start + 1; end < numbers.Length && words[end] == words[start];)
            {
                end++;
            }

            Same(numbers[start..end], words[start..end], texts, from + 8, cancellation);
        }
    }

    // A text that has ended is the beginning of all others, but for zero bytes of their own: there are few.
    private static void Same(Span<int> numbers, Span<ulong> words, TextTable texts, int from, CancellationToken cancellation)
    {
        var ended = 0;
        for (var i = 0; i < numbers.Length && numbers.Length > 1; i++)
        {
            if (texts[numbers[i]].Length <= from)
            {
                (numbers[ended], numbers[i]) = (numbers[i], numbers[ended]);
                ended++;
            }
        }

        if (numbers.Length > 1)
        {
            numbers[..ended].Sort((a, b) => texts[a].Length.CompareTo(texts[b].Length));
            Order(numbers[ended..], words[ended..], texts, from, cancellation);
        }
    }

    private static ulong Word(ReadOnlySpan<byte> text, int from)
    {
        if (text.Length - from >= 8)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(text[from..]);
        }

        ulong word = 0;
        for (var i = from; i < text.Length; i++)
        {
            word |= (ulong)text[i] << (56 - ((i - from) * 8));
        }

        return word;
    }
}
