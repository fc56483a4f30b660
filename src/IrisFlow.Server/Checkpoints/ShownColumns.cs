using System.Globalization;

namespace IrisFlow.Server.Checkpoints;

/// <summary>Which columns are asked for: by their names, or by their places, which take no more room in an address however long the names are.</summary>
internal static class ShownColumns
{
    /// <summary>The columns that are shown where none are asked for.</summary>
    public const int Usual = 200;

    /// <summary>The places of the columns that are asked for; the first ones where none are.</summary>
    /// <param name="schema">The columns there are.</param>
    /// <param name="names">Names, as <see cref="ColumnNames"/> reads them, or null.</param>
    /// <param name="places">The first and the last place, from 0, with a minus between them, or null. What lies behind the last column is left out.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static IReadOnlyList<int> Of(Schema schema, string? names, string? places, List<Finding> findings)
    {
        if (!string.IsNullOrEmpty(names))
        {
            if (places is not null)
            {
                findings.Add(new("IF582", "The columns are asked for twice: by name and by place.") { Port = "places", Expected = "Leave out columns or places." });
            }

            return Named(schema, names, findings);
        }

        if (places is null)
        {
            return [.. Enumerable.Range(0, Math.Min(schema.Count, Usual))];
        }

        if (Range(places) is not var (first, last) || last < first)
        {
            findings.Add(new("IF582", $"places is '{places}'.") { Port = "places", Expected = "It is the first and the last place, from 0, with a minus between them: 30-59." });
            return [];
        }

        return first >= schema.Count ? [] : [.. Enumerable.Range(first, Math.Min(last, schema.Count - 1) - first + 1)];
    }

    /// <summary>What is said of a name that no column has.</summary>
    /// <param name="schema">The columns there are.</param>
    /// <param name="name">The name.</param>
    /// <param name="parameter">Where it stands.</param>
    public static Finding Unknown(Schema schema, string name, string parameter) => new("IF201", $"There is no column '{name}'.")
    {
        Port = parameter,
        Column = name,
        Expected = NearMiss.OneOf(name, schema.Names, "The columns are"),
    };

    private static int[] Named(Schema schema, string columns, List<Finding> findings)
    {
        var names = ColumnNames.Read(columns).Select(n => n.Minus ? "-" + n.Name : n.Name).Distinct().ToList();
        findings.AddRange(names.Where(n => schema.IndexOf(n) < 0).Select(n => Unknown(schema, n, "columns")));
        return [.. names.Select(schema.IndexOf)];
    }

    private static (int First, int Last)? Range(string text) =>
        text.Split('-') is [var first, var last]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? (from, to) : null;
}
