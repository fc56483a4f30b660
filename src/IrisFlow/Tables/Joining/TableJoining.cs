namespace IrisFlow;

/// <summary>Joining tables on keys.</summary>
public static class TableJoining
{
    /// <summary>The rows of this table that have a row with the same key in the other, with its columns (an inner join; a key is there once).</summary>
    /// <inheritdoc cref="Join(Table, Table, IReadOnlyList{JoinKey}, JoinOptions, CancellationToken)"/>
    public static Table Join(this Table left, Table right, params IReadOnlyList<JoinKey> keys) => left.Join(right, keys, new JoinOptions());

    /// <summary>The rows of this table, each with the columns of the rows of another that have the same key.</summary>
    /// <remarks>
    /// The order of the left rows is kept, and their metadata. The right table's keys are left out, since the left's say the same. A key
    /// with a null belongs to no other key, as in SQL; NaN is equal to NaN, and -0 to 0. Right columns of a left join are nullable.
    /// The keys are compared at once; another column is gathered when it is first asked for, once, whichever thread asks. Until then the result
    /// holds on to that column of its side, and to the numbers of the rows (4 bytes a row and side). So what is never asked for costs nothing
    /// but that, and what goes wrong in it (texts too long for one column, a damaged file) is thrown to whoever asks; <see cref="Table.Load"/> asks for all.
    /// </remarks>
    /// <param name="left">The left table.</param>
    /// <param name="right">The right table.</param>
    /// <param name="keys">The columns that have to be equal, at least one pair.</param>
    /// <param name="options">How the tables are joined.</param>
    /// <param name="cancellation">Stops the comparing of keys.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <exception cref="ColumnException">A key is not there.</exception>
    /// <exception cref="IrisFlowException">
    /// Keys are of different types (IF476), other columns have one name (IF475), a key of the right table is there more than once (IF477),
    /// or the result has too many rows (IF206).
    /// </exception>
    public static Table Join(this Table left, Table right, IReadOnlyList<JoinKey> keys, JoinOptions options, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count, nameof(keys));
        List<Finding> findings = [];
        foreach (var key in keys)
        {
            findings.AddRange(JoinSchema.Mismatch(FieldOf(left, key.Left), FieldOf(right, key.Right)) is { } mismatch ? [mismatch] : []);
        }

        var added = JoinSchema.Added(left.Schema, right.Schema, keys, options, findings.Add);
        if (findings.Count > 0)
        {
            throw new IrisFlowException(findings);
        }

        var matches = RowMatches.Of(left, right, keys, options, cancellation);
        var kept = matches.Left is { } rows ? left.Gather(left.Schema, rows, orNull: false) : left;
        var partners = right.Select(added.Select(a => a.Source)).Gather(new Schema(added.Select(a => a.Field)), matches.Right, orNull: options.Kind == JoinKind.Left);
        return kept.Beside(partners);
    }

    private static Field FieldOf(Table table, string name) => table.Schema.Find(name) ?? throw ColumnException.Missing(name, table.Schema);
}
