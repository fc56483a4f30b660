using System.Globalization;

namespace IrisFlow.Activities;

/// <summary>A target column as classes: which there are, in the natural order of the column's type, and the class of each row.</summary>
/// <param name="Type">The type of the column.</param>
/// <param name="Classes">The classes as text: whole numbers by size, text by code unit, false before true, dates by day.</param>
/// <param name="Labels">For each row the index of its class.</param>
internal sealed record ClassColumn(ColumnType Type, IReadOnlyList<string> Classes, int[] Labels)
{
    /// <summary>The types a target may have. Floating-point numbers are measurements: equal classes would be a matter of rounding.</summary>
    public static IReadOnlyList<ColumnType> Types { get; } = [ColumnType.String, ColumnType.Int32, ColumnType.Int64, ColumnType.Bool, ColumnType.Date];

    /// <exception cref="IrisFlowException">The column is not there, has a type that is none of classes, or has rows without a value.</exception>
    public static ClassColumn Of(Table rows, string target)
    {
        var column = rows[target];
        if (!Types.Contains(column.Type))
        {
            throw new IrisFlowException(new Finding("IF418", $"Target '{target}' is {column.Type.Name()}, which does not name classes.")
            {
                Column = target,
                Expected = $"A target is {string.Join(" or ", Types.Select(t => t.Name()))}. Is it the column that you mean? Else turn it into classes in a step before.",
            });
        }

        if (column.NullCount > 0)
        {
            var first = Enumerable.Range(0, column.Length).First(column.IsNull);
            throw new IrisFlowException(new Finding("IF416", $"Target '{target}' is null in {column.NullCount} of {column.Length} rows; the first is row {first + 1}.")
            {
                Column = target,
                Expected = "Every row needs its class. Drop the rows without one in a step before.",
            });
        }

        return column switch
        {
            StringColumn texts => Grouped(texts, Texts(texts), StringComparer.Ordinal),
            Column<bool> flags => Grouped(flags, row => flags[row], Comparer<bool>.Default),
            Column<int> numbers => Grouped(numbers, row => numbers[row], Comparer<int>.Default),
            _ => Grouped(column, row => ((Column<long>)column)[row], Comparer<long>.Default),
        };
    }

    /// <summary>The same rows by the classes of a model. Classes that it never saw come after its own.</summary>
    public ClassColumn As(IReadOnlyList<string> classes)
    {
        List<string> all = [.. classes, .. Classes.Except(classes)];
        var index = Classes.Select(c => all.IndexOf(c)).ToArray();
        return new(Type, all, Array.ConvertAll(Labels, l => index[l]));
    }

    /// <summary>The class of each row as a column of the target's type.</summary>
    public static Column Column(ColumnType type, IReadOnlyList<string> classes, int[] labels)
    {
        Column each = type switch
        {
            ColumnType.String => IrisFlow.Column.Of(classes.ToArray<string?>()),
            ColumnType.Bool => IrisFlow.Column.Of(classes.Select(bool.Parse).ToArray()),
            ColumnType.Int32 => IrisFlow.Column.Of(classes.Select(c => int.Parse(c, CultureInfo.InvariantCulture)).ToArray()),
            ColumnType.Date => IrisFlow.Column.Of(classes.Select(c => DateOnly.ParseExact(c, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray()),
            _ => IrisFlow.Column.Of(classes.Select(c => long.Parse(c, CultureInfo.InvariantCulture)).ToArray()),
        };
        return each.Take(labels);
    }

    private static ClassColumn Grouped<T>(Column column, Func<int, T> valueAt, IComparer<T> order)
        where T : notnull
    {
        var (seen, found, firsts) = (new int[column.Length], new Dictionary<T, int>(), new List<(T Value, int Row)>());
        for (var row = 0; row < seen.Length; row++)
        {
            var value = valueAt(row);
            if (!found.TryGetValue(value, out seen[row]))
            {
                found[value] = seen[row] = firsts.Count;
                firsts.Add((value, row));
            }
        }

        var sorted = firsts.Select((f, i) => (f.Value, f.Row, Found: i)).OrderBy(f => f.Value, order).ToList();
        var rank = new int[sorted.Count];
        for (var i = 0; i < rank.Length; i++)
        {
            rank[sorted[i].Found] = i;
        }

        return new(column.Type, [.. sorted.Select(s => Text(column.ValueAt(s.Row)!))], Array.ConvertAll(seen, s => rank[s]));
    }

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The text of each row; a dictionary is decoded once.</summary>
    private static Func<int, string> Texts(StringColumn column)
    {
        if (!column.IsDictionary)
        {
            return row => column[row]!;
        }

        var slots = Enumerable.Range(0, column.DistinctSlots).Select(s => System.Text.Encoding.UTF8.GetString(column.Slot(s))).ToArray();
        return row => slots[column.Codes[row]];
    }
}
