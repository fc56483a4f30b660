namespace IrisFlow;

/// <summary>A table whose rows are grouped by the values of some columns; made by <see cref="TableGrouping.GroupBy"/>.</summary>
public sealed class GroupedTable
{
    private readonly Table _rows;
    private readonly IReadOnlyList<string> _keys;

    internal GroupedTable(Table rows, IReadOnlyList<string> keys) => (_rows, _keys) = (rows, keys);

    /// <summary>One row for each group, in the order in which the groups first appear: the keys, then what is computed.</summary>
    /// <remarks>
    /// Without keys all rows are one group, which there is even where there are no rows. Nulls of a key are a group; NaN is equal to NaN
    /// and -0 to 0. The sums of floating-point numbers are compensated and in the order of the rows, so they are the same on every machine;
    /// those of all rows are taken in eight lanes (row i of a block of <see cref="Table.BatchRows"/> goes to lane i mod 8), then lane by lane and block by
    /// block, on however many threads.
    /// Metadata does not travel along: rows of groups are other things than the rows they are made of.
    /// </remarks>
    /// <param name="computed">The name and the function of each computed column.</param>
    /// <exception cref="ColumnException">A column is not there, or has a type that the function does not take.</exception>
    /// <exception cref="IrisFlowException">Two columns have one name (IF472), or a sum of whole numbers does not fit 64 bits (IF473).</exception>
    public Table Aggregate(params IReadOnlyList<(string Name, Aggregate Value)> computed) => Aggregate(computed, CancellationToken.None);

    /// <inheritdoc cref="Aggregate(IReadOnlyList{ValueTuple{string, IrisFlow.Aggregate}})"/>
    /// <param name="computed">The name and the function of each computed column.</param>
    /// <param name="cancellation">Stops the work, at the latest when a function has gone through its column.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public Table Aggregate(IReadOnlyList<(string Name, Aggregate Value)> computed, CancellationToken cancellation)
    {
        var schema = SchemaOf(computed);
        var keys = _rows.Select(_keys);
        var isKeyed = _keys.Count > 0;
        var groups = isKeyed ? RowGroups.Of(keys.Columns, cancellation) : null;
        var columns = new Column[schema.Count];
        if (groups is not null)
        {
            keys.Take(groups.FirstRows()).Columns.ToArray().CopyTo(columns, 0);
        }

        // Without keys, only what has no faster way needs to know the group of each row.
        var one = new Lazy<RowGroups>(() => RowGroups.One(_rows.RowCount));

        // Each result by itself, so that threads do not change it.
        var sources = computed.Select(c => c.Value.Column is { } name ? _rows[name] : null).ToArray();
        Cores.Each(computed.Count, _rows.RowCount, i =>
        {
            var (name, value) = computed[i];
            var column = (isKeyed ? null : ColumnTotals.Of(name, value.Function, sources[i], _rows.RowCount)) ?? Values(name, value, sources[i], groups ?? one.Value);
            columns[_keys.Count + i] = column.AsNullable(schema[_keys.Count + i].Nullable);
        }, cancellation);
        return new Table(schema, columns, rowCount: groups?.Count ?? 1);
    }

    private Schema SchemaOf(IReadOnlyList<(string Name, Aggregate Value)> computed)
    {
        List<Field> fields = [.. _rows.Select(_keys).Schema];
        foreach (var (name, value) in computed)
        {
            var column = value.Column is { } source ? _rows.Schema.Find(source) ?? throw ColumnException.Missing(source, _rows.Schema) : null;
            if (column is not null && value.Takes.Count > 0 && !value.Takes.Contains(column.Type))
            {
                throw ColumnException.WrongType(column.Name, column.Type, string.Join(" or ", value.Takes.Select(t => t.Name())));
            }

            if (fields.Exists(f => f.Name == name))
            {
                throw new IrisFlowException(TableGrouping.Twice(name));
            }

            fields.Add(value.Result(name, column, keyed: _keys.Count > 0));
        }

        return new(fields);
    }

    private static Column Values(string name, Aggregate value, Column? column, RowGroups groups) => value.Function switch
    {
        AggregateFunction.Rows => GroupCounts.OfRows(groups),
        AggregateFunction.Count => GroupCounts.OfValues(column!, groups),
        AggregateFunction.CountDistinct => GroupCounts.OfDistinct(column!, groups),
        AggregateFunction.Sum => GroupSums.Sum(name, column!, groups),
        AggregateFunction.Mean => GroupSums.Mean(column!, groups),
        AggregateFunction.Var => GroupSpreads.Of(column!, groups, root: false),
        AggregateFunction.Std => GroupSpreads.Of(column!, groups, root: true),
        AggregateFunction.Median => GroupQuantiles.Of(column!, groups, 0.5),
        AggregateFunction.Quantile => GroupQuantiles.Of(column!, groups, value.Share),
        AggregateFunction.Min or AggregateFunction.All => GroupExtremes.Of(column!, groups, greatest: false),
        AggregateFunction.Max or AggregateFunction.Any => GroupExtremes.Of(column!, groups, greatest: true),
        AggregateFunction.First => GroupEnds.First(column!, groups),
        _ => GroupEnds.Last(column!, groups),
    };
}
