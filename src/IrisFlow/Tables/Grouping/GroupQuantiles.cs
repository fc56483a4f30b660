namespace IrisFlow;

/// <summary>Medians and other quantiles of groups, exact, by linear interpolation between the two nearest numbers. NaN is greater than all numbers.</summary>
internal static class GroupQuantiles
{
    public static Column Of(Column column, RowGroups groups, double share)
    {
        var (values, starts) = column switch
        {
            Column<double> c => GroupValues.Doubles(c, groups),
            Column<float> c => GroupValues.Doubles(c, groups),
            Column<int> c => GroupValues.Doubles(c, groups),
            _ => GroupValues.Doubles((Column<long>)column, groups),
        };
        var quantiles = new double[groups.Count];
        var valid = new bool[groups.Count];
        for (var group = 0; group < quantiles.Length; group++)
        {
            var own = values.AsSpan(starts[group]..starts[group + 1]);
            valid[group] = own.Length > 0;
            quantiles[group] = own.Length > 0 ? Quantile(own, share) : 0;
        }

        return new Column<double>(ColumnType.Float64, quantiles, Validity.FromFlags(valid), nullable: true);
    }

    private static double Quantile(Span<double> values, double share)
    {
        var numbers = NumbersFirst(values);
        var place = share * (values.Length - 1);
        var below = (int)Math.Floor(place);
        var rest = place - below;
        if (rest == 0)
        {
            return below < numbers ? Quickselect.Nth(values[..numbers], below) : double.NaN;
        }

        if (below + 1 >= numbers)
        {
            return double.NaN;
        }

        // What lies right of the selected place is not below it: its least is the next in order.
        var low = Quickselect.Nth(values[..numbers], below);
        var high = double.PositiveInfinity;
        foreach (var value in values[(below + 1)..numbers])
        {
            high = Math.Min(high, value);
        }

        return low == high ? low : low + ((high - low) * rest);
    }

    private static int NumbersFirst(Span<double> values)
    {
        var numbers = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                (values[numbers], values[i]) = (values[i], values[numbers]);
                numbers++;
            }
        }

        return numbers;
    }
}
