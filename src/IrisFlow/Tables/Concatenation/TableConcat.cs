using System.Collections.Immutable;

namespace IrisFlow;

/// <summary>Tables below one another, whose columns belong together by their names.</summary>
public static class TableConcat
{
    internal static Table Of(IReadOnlyList<Table> tables, ConcatOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tables.Count, nameof(tables));
        List<Finding> findings = [];
        var schema = new Schema(ConcatSchema.Of([.. tables.Select(t => t.Schema)], options, findings.Add));
        return findings.Count == 0
            ? Table.Concat(schema, [.. tables.Select(t => t.Fit(schema))], CommonMetadata(tables))
            : throw new IrisFlowException(findings);
    }

    /// <summary>The rows of a table under a schema that <see cref="ConcatSchema.Of"/> gave for it: columns in another order, wider, or all null.</summary>
    public static Table Fit(this Table rows, Schema schema) => rows.Schema.Equals(schema) ? rows : new(
        schema,
        [.. schema.Select(field => rows.Schema.IndexOf(field.Name) is >= 0 and var i ? Widening.To(field, rows.Columns[i]) : Nulls(field, rows.RowCount))],
        rows.Metadata,
        rows.RowCount);

    /// <summary>The texts that all tables have.</summary>
    /// <exception cref="IrisFlowException">The tables were prepared in different ways (IF483): no one preparation would make raw rows what these are.</exception>
    public static ImmutableSortedDictionary<string, string> CommonMetadata(IReadOnlyList<Table> tables)
    {
        var common = tables[0].Metadata;
        foreach (var table in tables.Skip(1))
        {
            if (common.GetValueOrDefault(Preparation.Entry) != table.Metadata.GetValueOrDefault(Preparation.Entry))
            {
                throw new IrisFlowException(new Finding("IF483", "The tables were prepared in different ways, by other transforms or by the same fitted to other rows.")
                {
                    Expected = "Put raw rows below one another, and prepare them then.",
                }, ExitCode.StepFailed);
            }

            common = common.RemoveRange(common.Where(m => table.Metadata.GetValueOrDefault(m.Key) != m.Value).Select(m => m.Key));
        }

        return common;
    }

    private static Column Nulls(Field field, int rows)
    {
        var none = new int[rows];
        Array.Fill(none, -1);
        return Table.Empty(new Schema(field)).Columns[0].Gather(none, orNull: true);
    }
}
