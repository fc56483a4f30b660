namespace IrisFlow.Engine.Comparison;

/// <summary>The key of every row of two tables as a number: equal numbers mean equal keys, in either table.</summary>
internal sealed class KeyValues
{
    /// <exception cref="IrisFlowException">A key column is not in both tables, or holds what can't be compared.</exception>
    public KeyValues(Table first, Table second, IReadOnlyList<string> key)
    {
        (First, Second) = (new int[first.RowCount], new int[second.RowCount]);
        Count = 1;
        foreach (var name in key)
        {
            var numbers = Numbering(first[name], second[name], name);
            var pairs = new Dictionary<(int, int), int>(Math.Max(First.Length, Second.Length));
            Combine(First, numbers.First, pairs);
            Combine(Second, numbers.Second, pairs);
            Count = pairs.Count;
        }
    }

    /// <summary>The key of each row of the first table, from 0.</summary>
    public int[] First { get; }

    /// <summary>The key of each row of the second table.</summary>
    public int[] Second { get; }

    /// <summary>How many keys there are.</summary>
    public int Count { get; }

    private static void Combine(int[] keys, int[] numbers, Dictionary<(int, int), int> pairs)
    {
        for (var row = 0; row < keys.Length; row++)
        {
            var pair = (keys[row], numbers[row]);
            if (!pairs.TryGetValue(pair, out var key))
            {
                pairs[pair] = key = pairs.Count;
            }

            keys[row] = key;
        }
    }

    private static (int[] First, int[] Second) Numbering(Column first, Column second, string name)
    {
        if (first is StringColumn a && second is StringColumn b)
        {
            var texts = new Dictionary<string, int>(Math.Max(a.Length, b.Length), StringComparer.Ordinal);
            return (Number(a, row => a[row]!, texts), Number(b, row => b[row]!, texts));
        }

        if (first.Type != second.Type && !(first.Type.IsNumeric() && second.Type.IsNumeric()))
        {
            throw new IrisFlowException(new Finding("IF423", $"The key column '{name}' is {first.Type.Name()} in the first run and {second.Type.Name()} in the second.")
            {
                Column = name,
                Expected = "A key has the same type in both, or is a number in both.",
            });
        }

        // Whole numbers beyond 2^53 are told apart only where both columns hold whole numbers.
        var isWhole = CellValues.IsWhole(first) && CellValues.IsWhole(second);
        var values = new Dictionary<long, int>(Math.Max(first.Length, second.Length));
        return (Number(first, CellValues.Bits(first, isWhole), values), Number(second, CellValues.Bits(second, isWhole), values));
    }

    private static int[] Number<T>(Column column, Func<int, T> value, Dictionary<T, int> known)
        where T : notnull
    {
        var numbers = new int[column.Length];
        for (var row = 0; row < numbers.Length; row++)
        {
            if (column.IsNull(row))
            {
                numbers[row] = -1;
                continue;
            }

            var key = value(row);
            if (!known.TryGetValue(key, out var number))
            {
                known[key] = number = known.Count;
            }

            numbers[row] = number;
        }

        return numbers;
    }
}
