using System.Numerics;

namespace IrisFlow;

/// <summary>The values of rows group by group, in the order of the rows within each.</summary>
internal static class GroupValues
{
    /// <summary>The numbers of a column, without nulls, and where those of each group begin; the last place is where they end.</summary>
    public static (double[] Values, int[] Starts) Doubles<T>(Column<T> column, RowGroups groups)
        where T : unmanaged, INumber<T>
    {
        var numbers = groups.Numbers;
        var source = column.Values;
        var valid = column.Validity.Bits;
        var starts = new int[groups.Count + 1];
        for (var row = 0; row < numbers.Length; row++)
        {
            starts[numbers[row] + 1] += KeyBits.IsValid(valid, row) ? 1 : 0;
        }

        var next = Places(starts);
        var values = new double[starts[^1]];
        for (var row = 0; row < numbers.Length; row++)
        {
            if (KeyBits.IsValid(valid, row))
            {
                values[next[numbers[row]]++] = double.CreateTruncating(source[row]);
            }
        }

        return (values, starts);
    }

    /// <summary>One number for each row, and where those of each group begin.</summary>
    public static (int[] Values, int[] Starts) Gathered(int[] rows, RowGroups groups)
    {
        var starts = new int[groups.Count + 1];
        foreach (var group in groups.Numbers)
        {
            starts[group + 1]++;
        }

        var next = Places(starts);
        var values = new int[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            values[next[groups.Numbers[row]]++] = rows[row];
        }

        return (values, starts);
    }

    // Makes sizes, one place late, to starts; gives where the next value of each group goes.
    private static int[] Places(int[] starts)
    {
        for (var group = 1; group < starts.Length; group++)
        {
            starts[group] += starts[group - 1];
        }

        return starts[..^1];
    }
}
