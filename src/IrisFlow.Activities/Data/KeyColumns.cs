namespace IrisFlow.Activities;

/// <summary>The rule for lists of columns that rows are sorted, grouped or joined by.</summary>
internal static class KeyColumns
{
    /// <summary>Reports a list that is empty, and a column that is named twice.</summary>
    public static void Check(StepShapes shapes, string parameter, IReadOnlyList<string> columns)
    {
        if (columns.Count == 0)
        {
            shapes.Report(new Finding("IF480", "No column is named.") { Port = parameter, Expected = "At least one column is." });
        }

        foreach (var name in columns.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            shapes.Report(new Finding("IF480", $"Column '{name}' is named twice.") { Port = parameter, Column = name, Expected = "A column is named once." });
        }
    }
}
