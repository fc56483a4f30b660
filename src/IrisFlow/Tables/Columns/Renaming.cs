namespace IrisFlow;

/// <summary>Other names for columns.</summary>
public static class Renaming
{
    /// <summary>The columns that rows will have; a column that is not there is passed over.</summary>
    /// <param name="rows">The columns there are.</param>
    /// <param name="names">The new names, by the old.</param>
    /// <param name="report">Told of columns that would have the same name.</param>
    public static Shape Describe(Shape rows, IReadOnlyDictionary<string, string> names, Action<Finding> report)
    {
        foreach (var twice in rows.All.Select(f => names.GetValueOrDefault(f.Name, f.Name)).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            report(new Finding("IF345", $"Two columns would be named '{twice}'.") { Column = twice, Expected = "Names are unique: drop or rename the other column, too." });
        }

        Field After(Field field) => field with { Name = names.GetValueOrDefault(field.Name, field.Name) };
        return rows with { Fields = [.. rows.Fields.Select(After)], Candidates = [.. rows.Candidates.Select(After)] };
    }

    internal static Table Apply(Table rows, IReadOnlyDictionary<string, string> names)
    {
        foreach (var name in names.Keys)
        {
            if (rows.Schema.IndexOf(name) < 0)
            {
                throw ColumnException.Missing(name, rows.Schema);
            }
        }

        var findings = new List<Finding>();
        var shape = Describe(Shape.Of(rows.Schema), names, findings.Add);
        return findings.Count == 0 ? rows.WithNames(new Schema(shape.Fields)) : throw new IrisFlowException(findings);
    }
}
