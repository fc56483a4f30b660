namespace IrisFlow;

/// <summary>The distinct values of rows, numbered from 0 in the order of first appearance, and the way to find them again.</summary>
internal sealed class WordIndex
{
    // Values from a range that is narrow are looked up in an array of that range, all others in a hash table.
    private const int NarrowAlways = 1 << 16;

    private readonly WordTable? _table;
    private readonly int[] _direct = [];
    private readonly ulong _lowest;

    private WordIndex(WordTable table) => _table = table;

    private WordIndex(ulong lowest, int range)
    {
        (_lowest, _direct) = (lowest, new int[range]);
        Array.Fill(_direct, -1);
    }

    /// <summary>How many distinct values there are.</summary>
    public int Count { get; private set; }

    /// <summary>Numbers the values of rows.</summary>
    /// <param name="words">The values.</param>
    /// <param name="lowest">The least value there can be, where that is known.</param>
    /// <param name="span">The greatest less the least; the largest number where that is not known.</param>
    /// <param name="numbers">Receives the number of each row's value; -1 where it has none.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static WordIndex Of<TWords>(TWords words, ulong lowest, ulong span, Span<int> numbers, CancellationToken cancellation = default)
        where TWords : struct, IKeyWords, allows ref struct
    {
        if (span < (ulong)Math.Max(NarrowAlways, numbers.Length * 2L) && span < (ulong)Array.MaxLength)
        {
            var narrow = new WordIndex(lowest, (int)span + 1);
            narrow.Number(words, numbers, cancellation);
            return narrow;
        }

        var table = new WordTable();
        for (int row = 0, end; row < numbers.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            for (end = Cores.RangeEnd(row, numbers.Length); row < end; row++)
            {
                numbers[row] = words.TryGet(row, out var word) ? table.Intern(word) : -1;
            }
        }

        return new(table) { Count = table.Count };
    }

    /// <summary>Finds values.</summary>
    /// <param name="words">The values.</param>
    /// <param name="numbers">Receives the number of each row's value; -1 where it has none, or the index has not the value.</param>
    public void Find<TWords>(TWords words, Span<int> numbers)
        where TWords : struct, IKeyWords, allows ref struct
    {
        if (_table is { } table)
        {
            for (var row = 0; row < numbers.Length; row++)
            {
                numbers[row] = words.TryGet(row, out var word) ? table.Find(word) : -1;
            }

            return;
        }

        var (direct, lowest) = (_direct, _lowest);
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = words.TryGet(row, out var word) && word - lowest < (ulong)direct.Length ? direct[word - lowest] : -1;
        }
    }

    private void Number<TWords>(TWords words, Span<int> numbers, CancellationToken cancellation)
        where TWords : struct, IKeyWords, allows ref struct
    {
        var count = 0;
        var (direct, lowest) = (_direct, _lowest);
        for (int row = 0, end; row < numbers.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            for (end = Cores.RangeEnd(row, numbers.Length); row < end; row++)
            {
                var number = -1;
                if (words.TryGet(row, out var word))
                {
                    ref var place = ref direct[word - lowest];
                    number = place < 0 ? place = count++ : place;
                }

                numbers[row] = number;
            }
        }

        Count = count;
    }
}
