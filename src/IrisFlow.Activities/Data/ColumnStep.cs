namespace IrisFlow.Activities;

/// <summary>A step that changes columns row by row: described by the change, and done batch by batch.</summary>
internal static class ColumnStep
{
    public static void Describe(StepShapes shapes, In<Table> rows, Out<Table> output, string parameter, ColumnChange change) =>
        shapes.Set(output, change.Describe(shapes.Of(rows), finding => shapes.Report(finding with { Port = parameter })));

    public static Task RunAsync(StepContext step, In<Table> rows, Out<Table> output, ColumnChange change)
    {
        var first = 1L;
        step.Map(rows, output, batch =>
        {
            var changed = change.Apply(batch, first);
            first += batch.RowCount;
            return changed;
        });
        return Task.CompletedTask;
    }

    /// <summary>The types that a parameter names, by column.</summary>
    /// <exception cref="IrisFlowException">One is no type; all such are named.</exception>
    public static Dictionary<string, ColumnType> Types(IReadOnlyDictionary<string, string> names)
    {
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        var findings = new List<Finding>();
        foreach (var (column, name) in names)
        {
            if (ColumnTypes.TryParse(name, out var type))
            {
                types[column] = type;
            }
            else
            {
                findings.Add(new Finding("IF339", $"Column '{column}' is to be '{name}', which is no type.")
                {
                    Port = "types",
                    Column = column,
                    Expected = NearMiss.OneOf(name, ColumnTypes.All, "The types are"),
                });
            }
        }

        return findings.Count == 0 ? types : throw new IrisFlowException(findings);
    }
}
