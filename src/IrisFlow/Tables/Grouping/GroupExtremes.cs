namespace IrisFlow;

/// <summary>The least and the greatest value of each group: of equal ones the first. NaN is greater than all numbers, true than false.</summary>
internal static class GroupExtremes
{
    public static Column Of(Column column, RowGroups groups, bool greatest) => column.Gather((column, greatest) switch
    {
        (Column<double> c, false) => Rows<double, Less>(c, groups),
        (Column<double> c, true) => Rows<double, Greater>(c, groups),
        (Column<float> c, false) => Rows<float, Less>(c, groups),
        (Column<float> c, true) => Rows<float, Greater>(c, groups),
        (Column<int> c, false) => Rows<int, Less>(c, groups),
        (Column<int> c, true) => Rows<int, Greater>(c, groups),
        (Column<long> c, false) => Rows<long, Less>(c, groups),
        (Column<long> c, true) => Rows<long, Greater>(c, groups),
        (Column<bool> c, false) => Rows<bool, Less>(c, groups),
        (Column<bool> c, true) => Rows<bool, Greater>(c, groups),
        _ => Texts((StringColumn)column, groups, greatest ? 1 : -1),
    }, orNull: true);

    private static int[] Rows<T, TOrder>(Column<T> column, RowGroups groups)
        where T : unmanaged, IComparable<T>
        where TOrder : struct, IOrder
    {
        var best = new Best<T>[groups.Count];
        var numbers = groups.Numbers;
        var values = column.Values;
        var valid = column.Validity.Bits;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (KeyBits.IsValid(valid, row))
            {
                ref var found = ref best[numbers[row]];
                if (found.Next == 0 || TOrder.IsBefore(values[row], found.Value))
                {
                    found = new(values[row], row + 1);
                }
            }
        }

        return Array.ConvertAll(best, b => b.Next - 1);
    }

    private static int[] Texts(StringColumn column, RowGroups groups, int sign)
    {
        // UTF-8 bytes are in the order of the code points.
        var rows = new int[groups.Count];
        Array.Fill(rows, -1);
        for (var row = 0; row < groups.Numbers.Length; row++)
        {
            if (!column.IsNull(row))
            {
                ref var found = ref rows[groups.Numbers[row]];
                if (found < 0 || (!Same(column, row, found) && Math.Sign(column.Utf8(row).SequenceCompareTo(column.Utf8(found))) == sign))
                {
                    found = row;
                }
            }
        }

        return rows;
    }

    private static bool Same(StringColumn column, int a, int b) => column.IsDictionary && column.Codes[a] == column.Codes[b];

    private interface IOrder
    {
        static abstract bool IsBefore<T>(T value, T than)
            where T : unmanaged, IComparable<T>;
    }

    private readonly struct Less : IOrder
    {
        public static bool IsBefore<T>(T value, T than)
            where T : unmanaged, IComparable<T> => !IsNaN(value) && (IsNaN(than) || value.CompareTo(than) < 0);
    }

    private readonly struct Greater : IOrder
    {
        public static bool IsBefore<T>(T value, T than)
            where T : unmanaged, IComparable<T> => !IsNaN(than) && (IsNaN(value) || value.CompareTo(than) > 0);
    }

    private static bool IsNaN<T>(T value) =>
        (typeof(T) == typeof(double) && double.IsNaN((double)(object)value!)) || (typeof(T) == typeof(float) && float.IsNaN((float)(object)value!));

    // The row's number plus 1; 0 while the group has no value.
    private readonly record struct Best<T>(T Value, int Next);
}
