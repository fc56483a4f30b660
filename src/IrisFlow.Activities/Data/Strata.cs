namespace IrisFlow.Activities;

/// <summary>Groups of rows with the same value, and fair draws from each.</summary>
internal static class Strata
{
    /// <summary>The group of each row, numbered in the order of first appearance, and the number of groups. Rows without a value are a group.</summary>
    public static (int[] Groups, int Count) Of(Column column) => column switch
    {
        StringColumn text => Numbered(text, (c, row) => c[row] ?? ""),
        Column<bool> c => Numbered(c, (v, row) => v[row]),
        Column<int> c => Numbered(c, (v, row) => v[row]),
        Column<long> c => Numbered(c, (v, row) => v[row]),
        Column<float> c => Numbered(c, (v, row) => v[row]),
        _ => Numbered((Column<double>)column, (v, row) => v[row]),
    };

    /// <summary>Which rows are held out: of each group its share, rounded so that the total is the rounded share of all rows.</summary>
    public static bool[] Draw(int[] groups, int count, double share, SeededRandom random)
    {
        var members = new List<int>[count];
        for (var group = 0; group < count; group++)
        {
            members[group] = [];
        }

        for (var row = 0; row < groups.Length; row++)
        {
            members[groups[row]].Add(row);
        }

        var drawn = new bool[groups.Length];
        var quotas = Quotas(Array.ConvertAll(members, m => m.Count), share);
        for (var group = 0; group < count; group++)
        {
            var shuffled = members[group].ToArray();
            random.Shuffle<int>(shuffled);
            foreach (var row in shuffled.AsSpan(0, quotas[group]))
            {
                drawn[row] = true;
            }
        }

        return drawn;
    }

    /// <summary>Shares of whole things by the method of the largest remainder; of equal remainders the earlier group's counts as larger.</summary>
    internal static int[] Quotas(int[] sizes, double share)
    {
        var total = (int)Math.Round(sizes.Sum() * share, MidpointRounding.AwayFromZero);
        var quotas = Array.ConvertAll(sizes, size => (int)(size * share));
        var byRemainder = Enumerable.Range(0, sizes.Length).OrderByDescending(i => (sizes[i] * share) - quotas[i]).ToArray();
        var missing = total - quotas.Sum();
        for (var i = 0; i < missing; i++)
        {
            quotas[byRemainder[i]]++;
        }

        return quotas;
    }

    private static (int[] Groups, int Count) Numbered<TColumn, TKey>(TColumn column, Func<TColumn, int, TKey> key)
        where TColumn : Column
        where TKey : notnull
    {
        var numbers = new Dictionary<TKey, int>();
        var groups = new int[column.Length];
        var (count, nulls) = (0, -1);
        for (var row = 0; row < groups.Length; row++)
        {
            if (column.IsNull(row))
            {
                nulls = nulls < 0 ? count++ : nulls;
                groups[row] = nulls;
            }
            else if (!numbers.TryGetValue(key(column, row), out groups[row]))
            {
                groups[row] = count;
                numbers.Add(key(column, row), count++);
            }
        }

        return (groups, count);
    }
}
