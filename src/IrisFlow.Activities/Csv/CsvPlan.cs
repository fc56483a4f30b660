namespace IrisFlow.Activities;

/// <summary>A column to read.</summary>
/// <param name="Field">Its name, its type, and whether it may hold nulls.</param>
/// <param name="Position">Which field of every row it is.</param>
/// <param name="Infers">True when the type follows from the values.</param>
/// <param name="MayBeNull">True when it may hold nulls whatever the values are.</param>
internal sealed record CsvColumn(Field Field, int Position, bool Infers, bool MayBeNull)
{
    /// <summary>The column that values ask for.</summary>
    public CsvColumn For(CsvSeen seen) => this with
    {
        // A column that has shown no value has shown no type.
        Field = new(Field.Name, Infers ? seen.Type ?? ColumnType.String : Field.Type, seen.Nulls || MayBeNull),
    };
}

/// <summary>The columns to read with the types that they are read as.</summary>
internal sealed class CsvPlan(IReadOnlyList<CsvColumn> columns)
{
    public IReadOnlyList<CsvColumn> Columns => columns;

    public Schema Schema { get; } = new(columns.Select(c => c.Field));

    /// <summary>The plan that values ask for: this one where it is right, neither too narrow nor too wide.</summary>
    public CsvPlan For(CsvSeen[] seen)
    {
        var asked = new CsvPlan([.. columns.Select((c, i) => c.For(seen[i]))]);
        return asked.Schema.Equals(Schema) ? this : asked;
    }

    /// <summary>Where the types go that are declared, and text without nulls for the others until values are seen.</summary>
    /// <exception cref="IrisFlowException">A column is not there, or is wanted twice.</exception>
    public static CsvPlan Of(string file, string[] names, IReadOnlyList<string>? wanted, CsvOptions options)
    {
        foreach (var declared in options.Types.Keys)
        {
            CsvNames.Require(file, names, declared);
        }

        return new([.. CsvNames.Positions(file, names, wanted).Select(p => new CsvColumn(
            new Field(names[p], options.Types.GetValueOrDefault(names[p], ColumnType.String), options.Nullable.Contains(names[p])),
            p,
            !options.Types.ContainsKey(names[p]),
            options.Nullable.Contains(names[p])))]);
    }
}
