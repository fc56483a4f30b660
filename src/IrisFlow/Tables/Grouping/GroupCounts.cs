namespace IrisFlow;

/// <summary>How many there are of each group.</summary>
internal static class GroupCounts
{
    public static Column OfRows(RowGroups groups)
    {
        var counts = new long[groups.Count];
        foreach (var group in groups.Numbers)
        {
            counts[group]++;
        }

        return Column.Of(counts);
    }

    public static Column OfValues(Column column, RowGroups groups)
    {
        if (column.NullCount == 0)
        {
            return OfRows(groups);
        }

        var counts = new long[groups.Count];
        var numbers = groups.Numbers;
        var valid = column.Validity.Bits;
        for (var row = 0; row < numbers.Length; row++)
        {
            counts[numbers[row]] += KeyBits.IsValid(valid, row) ? 1 : 0;
        }

        return Column.Of(counts);
    }

    public static Column OfDistinct(Column column, RowGroups groups)
    {
        // A pair of group and value counts where it first appears: then its number is the next.
        var values = KeyIndex.Of(column);
        var (pairs, _) = RowGroups.Pairs(groups.Numbers, groups.Count, values.Numbers, values.Count);
        var counts = new long[groups.Count];
        var next = 0;
        for (var row = 0; row < pairs.Length; row++)
        {
            if (pairs[row] == next)
            {
                counts[groups.Numbers[row]]++;
                next++;
            }
        }

        return Column.Of(counts);
    }
}
