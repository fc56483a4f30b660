namespace IrisFlow;

/// <summary>The first and the last value of each group.</summary>
internal static class GroupEnds
{
    public static Column First(Column column, RowGroups groups)
    {
        var rows = None(groups);
        var numbers = groups.Numbers;
        var valid = column.Validity.Bits;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (rows[numbers[row]] < 0 && KeyBits.IsValid(valid, row))
            {
                rows[numbers[row]] = row;
            }
        }

        return column.Gather(rows, orNull: true);
    }

    public static Column Last(Column column, RowGroups groups)
    {
        var rows = None(groups);
        var numbers = groups.Numbers;
        var valid = column.Validity.Bits;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (KeyBits.IsValid(valid, row))
            {
                rows[numbers[row]] = row;
            }
        }

        return column.Gather(rows, orNull: true);
    }

    private static int[] None(RowGroups groups)
    {
        var rows = new int[groups.Count];
        Array.Fill(rows, -1);
        return rows;
    }
}
