namespace IrisFlow;

/// <summary>A change that computes columns from other columns, row by row: rows may come batch by batch, and from several threads.</summary>
/// <remarks>Which columns it gives, with their types and whether they may hold nulls, follows from the columns there are, never from values.</remarks>
public abstract class ColumnChange
{
    // What was made last, while nobody uses it: a batch after another finds its buffers there.
    private Bound? _spare;

    /// <summary>The columns that rows will have.</summary>
    /// <param name="rows">The columns they have. A named column that is not there is passed over: whoever names columns is told by the rules of parameters.</param>
    /// <param name="report">Told all that is wrong.</param>
    public Shape Describe(Shape rows, Action<Finding> report)
    {
        var isWrong = false;
        foreach (var computed in Bind(rows, finding =>
        {
            isWrong = true;
            report(finding);
        }))
        {
            rows = rows.With(computed.In(rows));
        }

        // What is wrong here would come out in every later step again, as a column that is not there.
        return isWrong ? rows with { IsOpen = true } : rows;
    }

    /// <summary>The rows with the columns changed where they stand, and new ones at the end.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="firstRow">The number of the first of them, to name a row where a value is wrong.</param>
    /// <exception cref="ColumnException">A column is missing or has another type than the change works on.</exception>
    /// <exception cref="IrisFlowException">The change does not fit the columns, or a value can't be computed.</exception>
    public Table Apply(Table rows, long firstRow = 1)
    {
        var spare = Interlocked.Exchange(ref _spare, null);
        var bound = spare is not null && (ReferenceEquals(spare.Schema, rows.Schema) || spare.Schema.Equals(rows.Schema)) ? spare : new(rows.Schema, Bind(rows.Schema));
        var changed = rows;
        foreach (var computed in bound.Columns)
        {
            changed = changed.With(computed.Name, computed.Kernel.Column(changed, firstRow));
        }

        Volatile.Write(ref _spare, rows.RowCount <= Table.BatchRows ? bound : null);
        return changed;
    }

    /// <summary>The columns that the change is told to work on.</summary>
    private protected virtual IEnumerable<string> Named => [];

    /// <summary>The types it works on; empty for all.</summary>
    private protected virtual IReadOnlyList<ColumnType> Types => [];

    /// <summary>The columns to compute, in order; each may read those before it.</summary>
    private protected abstract IEnumerable<ComputedColumn> Bind(Shape rows, Action<Finding> report);

    /// <summary>The named columns that are there, with a type that the change works on.</summary>
    private protected IEnumerable<Field> Found(Shape rows) =>
        Named.Select(rows.Find).OfType<Field>().Where(f => Types.Count == 0 || Types.Contains(f.Type)).Distinct();

    private List<ComputedColumn> Bind(Schema schema)
    {
        foreach (var name in Named)
        {
            var field = schema.Find(name) ?? throw ColumnException.Missing(name, schema);
            if (Types.Count > 0 && !Types.Contains(field.Type))
            {
                throw ColumnException.WrongType(name, field.Type, string.Join(" or ", Types.Select(t => t.Name())));
            }
        }

        var findings = new List<Finding>();
        var columns = Bind(Shape.Of(schema), findings.Add).ToList();
        return findings.Count == 0 ? columns : throw new IrisFlowException(findings);
    }

    private sealed record Bound(Schema Schema, List<ComputedColumn> Columns);

    /// <summary>A column to compute.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Kernel">What computes it.</param>
    /// <param name="Reads">The columns that it is computed from.</param>
    private protected sealed record ComputedColumn(string Name, Kernel Kernel, params IReadOnlyList<string> Reads)
    {
        /// <summary>The column as rows that it is added to will have it.</summary>
        public Field In(Shape rows) => new Field(Name, Kernel.Type, Kernel.Nullable).MadeOf([.. Reads.Select(rows.Find).OfType<Field>()]);
    }
}
