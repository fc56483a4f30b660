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
        // The values group by group; a value counts where it was last seen in another group.
        var values = KeyIndex.Of(column);
        var (own, starts) = GroupValues.Gathered(values.Numbers, groups);
        var lastSeen = new int[values.Count];
        var counts = new long[groups.Count];
        for (var group = 0; group < counts.Length; group++)
        {
            foreach (var value in own.AsSpan(starts[group]..starts[group + 1]))
            {
                if (value >= 0 && lastSeen[value] != group + 1)
                {
                    lastSeen[value] = group + 1;
                    counts[group]++;
                }
            }
        }

        return Column.Of(counts);
    }
}
