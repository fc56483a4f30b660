using System.Collections;
using System.Text;

namespace IrisFlow.Activities;

/// <summary>Groups of rows with the same value of a column, numbered in the order of first appearance, and fair draws from each. Rows without a value are a group.</summary>
internal sealed class Strata
{
    private readonly Dictionary<object, int> _numbers = [];
    private int _nulls = -1;

    /// <summary>How many groups have been seen.</summary>
    public int Count { get; private set; }

    /// <summary>The group of each row, and the number of groups.</summary>
    public static (int[] Groups, int Count) Of(Column column)
    {
        var strata = new Strata();
        return (strata.Next(column), strata.Count);
    }

    /// <summary>The group of each of some more rows.</summary>
    public int[] Next(Column rows) => rows switch
    {
        StringColumn { IsDictionary: true } text => Coded(text),
        StringColumn text => Numbered(text, new Dictionary<string, int>(), (c, row) => Encoding.UTF8.GetString(c.Utf8(row))),
        Column<bool> c => Numbered(c, new Dictionary<bool, int>(), (v, row) => v[row]),
        Column<int> c => Numbered(c, new Dictionary<int, int>(), (v, row) => v[row]),
        Column<long> c => Numbered(c, new Dictionary<long, int>(), (v, row) => v[row]),
        Column<float> c => Numbered(c, new Dictionary<float, int>(), (v, row) => v[row]),
        _ => Numbered((Column<double>)rows, new Dictionary<double, int>(), (v, row) => v[row]),
    };

    /// <summary>Which members of each group are held out: of each group its share, rounded so that the total is the rounded share of all rows.</summary>
    /// <returns>For each group one bit a member, in their order.</returns>
    public static BitArray[] Draw(int[] sizes, double share, SeededRandom random)
    {
        var quotas = Quotas(sizes, share);
        return [.. sizes.Select((size, group) => RandomChoice.Draw(size, quotas[group], random))];
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

    private int[] Coded(StringColumn rows)
    {
        // A dictionary may hold values that no row has: groups are numbered by rows.
        var known = new int[rows.DistinctSlots];
        var groups = new int[rows.Length];
        for (var row = 0; row < groups.Length; row++)
        {
            if (rows.IsNull(row))
            {
                groups[row] = Nulls();
                continue;
            }

            var code = rows.Codes[row];
            if (known[code] == 0)
            {
                known[code] = 1 + NumberOf(Encoding.UTF8.GetString(rows.Slot(code)));
            }

            groups[row] = known[code] - 1;
        }

        return groups;
    }

    // The second dictionary, of one batch, spares most rows a box.
    private int[] Numbered<TColumn, TKey>(TColumn rows, Dictionary<TKey, int> known, Func<TColumn, int, TKey> key)
        where TColumn : Column
        where TKey : notnull
    {
        var groups = new int[rows.Length];
        for (var row = 0; row < groups.Length; row++)
        {
            if (rows.IsNull(row))
            {
                groups[row] = Nulls();
                continue;
            }

            var value = key(rows, row);
            if (!known.TryGetValue(value, out groups[row]))
            {
                known.Add(value, groups[row] = NumberOf(value));
            }
        }

        return groups;
    }

    private int Nulls() => _nulls < 0 ? _nulls = Count++ : _nulls;

    private int NumberOf(object value)
    {
        if (!_numbers.TryGetValue(value, out var number))
        {
            _numbers.Add(value, number = Count++);
        }

        return number;
    }
}
