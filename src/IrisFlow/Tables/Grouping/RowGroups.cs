namespace IrisFlow;

/// <summary>Rows with the same values in some columns, as groups in the order in which they first appear. Null is a value here, and equals null.</summary>
internal sealed class RowGroups
{
    private RowGroups(int[] numbers, int count) => (Numbers, Count) = (numbers, count);

    /// <summary>The group of each row.</summary>
    public int[] Numbers { get; }

    /// <summary>How many groups there are.</summary>
    public int Count { get; }

    /// <summary>The groups of rows with the same values in all of these columns.</summary>
    /// <param name="columns">At least one, all of one length.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static RowGroups Of(IReadOnlyList<Column> columns, CancellationToken cancellation = default)
    {
        var index = KeyIndex.Of(columns[0], cancellation);
        var (numbers, count, isDone) = (WithNulls(index), CountOf(index, columns[0]), index.IsByAppearance && columns[0].NullCount == 0);
        foreach (var column in columns.Skip(1))
        {
            var next = KeyIndex.Of(column, cancellation);
            (numbers, count) = Pairs(numbers, count, WithNulls(next), CountOf(next, column), cancellation);
            isDone = true;
        }

        return isDone ? new(numbers, count) : Renumbered(numbers, count);
    }

    /// <summary>All rows as one group, which is there even where there are no rows.</summary>
    public static RowGroups One(int rows) => new(new int[rows], 1);

    /// <summary>The first row of each group.</summary>
    public int[] FirstRows()
    {
        var first = new int[Count];
        var next = 0;
        for (var row = 0; next < first.Length && row < Numbers.Length; row++)
        {
            if (Numbers[row] == next)
            {
                first[next++] = row;
            }
        }

        return first;
    }

    /// <summary>Numbers pairs of numbers in the order in which they first appear.</summary>
    public static (int[] Numbers, int Count) Pairs(int[] first, int firsts, int[] second, int seconds, CancellationToken cancellation = default)
    {
        var numbers = GC.AllocateUninitializedArray<int>(first.Length);
        var index = WordIndex.Of(new PairWords(first, second, seconds), 0, Math.Max(1, (ulong)(uint)firsts * (uint)seconds) - 1, numbers, cancellation);
        return (numbers, index.Count);
    }

    private static int CountOf(KeyIndex index, Column column) => index.Count + (column.NullCount > 0 ? 1 : 0);

    // The index is of nobody else: its array is changed in place.
    private static int[] WithNulls(KeyIndex index)
    {
        var numbers = index.Numbers;
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = numbers[row] < 0 ? index.Count : numbers[row];
        }

        return numbers;
    }

    private static RowGroups Renumbered(int[] numbers, int count)
    {
        var index = WordIndex.Of(new NumberWords(numbers), 0, (ulong)Math.Max(0, count - 1), numbers);
        return new(numbers, index.Count);
    }
}
