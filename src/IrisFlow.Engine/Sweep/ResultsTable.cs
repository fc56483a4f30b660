using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Sweep;

/// <summary>The results of a sweep as one table, best first.</summary>
internal static class ResultsTable
{
    /// <summary>The metric that decides, and whether less of it is better.</summary>
    public static (string? By, bool SmallestFirst) Order(IReadOnlyList<SweepRow> rows, string? by, bool? smallestFirst, Action<Finding> report)
    {
        var metric = Ranking.Metric(by, Metrics(rows), report);
        return (metric, smallestFirst ?? (metric is not null && Ranking.IsSmallerBetter(metric)));
    }

    /// <summary>The table: <c>rank</c>, one column for each axis, one for each metric, <c>state</c>, <c>run</c>.</summary>
    public static Table Of(IReadOnlyList<string> axes, IReadOnlyList<SweepRow> rows, string? by, bool smallestFirst)
    {
        var order = Ranking.BestFirst([.. rows.Select(r => r.Figure(by))], smallestFirst);
        var sorted = order.Select(o => rows[o.Index]).ToList();
        var columns = new List<(string, Column)> { ("rank", Column.OfNullable(ColumnType.Int64, [.. order.Select(o => (long?)o.Rank)])) };
        var taken = new HashSet<string> { "rank", "state", "run" };
        columns.AddRange(axes.Select((axis, i) => (Free(axis, taken), Values([.. sorted.Select(r => r.Values[i])]))));
        foreach (var metric in Metrics(rows))
        {
            columns.Add((Free(metric, taken), Column.OfNullable(ColumnType.Float64, [.. sorted.Select(r => r.Figure(metric))])));
        }

        columns.Add(("state", Column.Of([.. sorted.Select(r => (string?)r.State.ToString().ToLowerInvariant())])));
        columns.Add(("run", StringColumn.From([.. sorted.Select(r => r.Run)]).AsNullable(true)));
        return Table.Of([.. columns]);
    }

    /// <summary>A name that no column has yet: a step may give a metric with the name of its parameter.</summary>
    private static string Free(string name, HashSet<string> taken)
    {
        while (!taken.Add(name))
        {
            name += "_";
        }

        return name;
    }

    /// <summary>All metrics, in the order of the first run that has them all.</summary>
    private static List<string> Metrics(IReadOnlyList<SweepRow> rows)
    {
        var seen = new HashSet<string>();
        return [.. rows.OrderByDescending(r => r.Metrics.Count).SelectMany(r => r.Metrics).Select(m => m.Key).Where(seen.Add)];
    }

    /// <summary>Values as a column of the narrowest type that holds them all: whole numbers, numbers, true and false, else text.</summary>
    private static Column Values(IReadOnlyList<JsonNode?> values)
    {
        var kinds = values.Select(v => v?.GetValueKind() ?? JsonValueKind.Null).Distinct().ToList();
        var hasNull = kinds.Remove(JsonValueKind.Null);
        if (kinds is [JsonValueKind.Number])
        {
            var whole = values.Select(v => v is not null && long.TryParse(v.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : (long?)null).ToArray();
            return values.Where((v, i) => v is not null && whole[i] is null).Any()
                ? Column.OfNullable(ColumnType.Float64, [.. values.Select(v => v is null ? (double?)null : double.Parse(v.ToJsonString(), CultureInfo.InvariantCulture))]).AsNullable(hasNull)
                : Column.OfNullable(ColumnType.Int64, whole).AsNullable(hasNull);
        }

        return kinds.Count > 0 && kinds.TrueForAll(k => k is JsonValueKind.True or JsonValueKind.False)
            ? Column.OfNullable(ColumnType.Bool, [.. values.Select(v => (bool?)v)]).AsNullable(hasNull)
            : StringColumn.From([.. values.Select(v => v is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : v?.ToJsonString())]).AsNullable(hasNull);
    }
}
