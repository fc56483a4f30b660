namespace IrisFlow.Activities;

/// <summary>What the runs of a map gave, as one table each.</summary>
internal static class FanIn
{
    /// <summary>One output of every run that succeeded, below one another, with the item as the first column.</summary>
    /// <exception cref="IrisFlowException">The tables have different columns, or one that is named as the item is.</exception>
    public static Table Collect(string itemName, ItemList items, IReadOnlyList<ChildResult?> results, string address)
    {
        var tables = new List<(int Item, Table Rows)>();
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] is { State: RunState.Succeeded } result && result.Read(address) is { } rows)
            {
                tables.Add((i, rows));
            }
        }

        var first = tables[0];
        foreach (var (item, rows) in tables.Skip(1))
        {
            if (Difference(first.Rows.Schema, rows.Schema) is { } difference)
            {
                throw new IrisFlowException(new Finding("IF454", $"{address} of {itemName} {Label(items, item)} can't stand below that of {Label(items, first.Item)}: {difference}")
                {
                    Port = "collect",
                    Expected = "All items give the same columns, in the same order, of the same types.",
                });
            }
        }

        RequireFree(itemName, first.Rows.Schema.Names, address);
        var from = tables.SelectMany(t => Enumerable.Repeat(t.Item, t.Rows.RowCount)).ToArray();
        return Table.Of(
        [
            (itemName, items.Labels.Take(from)),
            .. first.Rows.Schema.Select((field, i) => (field.Name, Column.Concat([.. tables.Select(t => t.Rows.Columns[i])]))),
        ]);
    }

    /// <summary>One row for each item: its name, its rows, its state and its metrics; best first where a metric is named.</summary>
    /// <exception cref="IrisFlowException">There is no such metric, or several.</exception>
    public static Table Results(string itemName, ItemList items, IReadOnlyList<ChildResult?> results, string? by, bool? smallestFirst)
    {
        var seen = new HashSet<string>();
        var metrics = results.Where(r => r is not null).OrderByDescending(r => r!.Metrics.Count).SelectMany(r => r!.Metrics).Select(m => m.Key).Where(seen.Add).ToList();
        RequireFree(itemName, metrics.Append("rows").Append("state"), "The table of results");
        var order = Enumerable.Range(0, results.Count).ToArray();
        if (by is not null)
        {
            var metric = Ranking.Metric(by, metrics, problem => throw new IrisFlowException(problem with { Port = "by" }))!;
            order = [.. Ranking.BestFirst([.. results.Select(r => Figure(r, metric))], smallestFirst ?? Ranking.IsSmallerBetter(metric)).Select(o => o.Index)];
        }

        return Table.Of(
        [
            (itemName, items.Labels.Take(order)),
            ("rows", Column.OfNullable(ColumnType.Int64, Array.ConvertAll(order, i => items.Items[i].RowCount))),
            ("state", Column.Of(Array.ConvertAll(order, i => results[i]?.State.ToString().ToLowerInvariant() ?? "waiting"))),
            .. metrics.Select(m => (m, (Column)Column.OfNullable(ColumnType.Float64, Array.ConvertAll(order, i => Figure(results[i], m))))),
        ]);
    }

    private static void RequireFree(string itemName, IEnumerable<string> names, string where)
    {
        if (names.Contains(itemName))
        {
            throw new IrisFlowException(new Finding("IF456", $"{where} has a column '{itemName}' of its own.")
            {
                Port = "as",
                Column = itemName,
                Expected = "as gives the column that says which item a row is from another name.",
            });
        }
    }

    private static double? Figure(ChildResult? result, string metric) => result?.Metrics.Where(m => m.Key == metric).Select(m => (double?)m.Value).FirstOrDefault();

    private static string Label(ItemList items, int item) => items.Items[item].Label?.ToJsonString() ?? "null";

    private static string? Difference(Schema expected, Schema found)
    {
        for (var i = 0; i < Math.Max(expected.Count, found.Count); i++)
        {
            if (i >= found.Count)
            {
                return $"it lacks {expected[i]}.";
            }

            if (i >= expected.Count)
            {
                return $"it also has {found[i]}.";
            }

            if (expected[i].Name != found[i].Name || expected[i].Type != found[i].Type)
            {
                return $"it has {found[i]} where that has {expected[i]}.";
            }
        }

        return null;
    }
}
