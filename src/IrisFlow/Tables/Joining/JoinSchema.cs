namespace IrisFlow;

/// <summary>The columns of a join, known before any data is read: those of the left table, then those of the right but for its keys.</summary>
public static class JoinSchema
{
    /// <summary>The columns that the right table adds, under the names that they get.</summary>
    /// <param name="left">The left table's columns.</param>
    /// <param name="right">The right table's.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="options">How the tables are joined.</param>
    /// <param name="report">Told of names that two columns would have (IF475).</param>
    /// <returns>The name in the right table, and the field.</returns>
    public static IReadOnlyList<(string Source, Field Field)> Added(
        IEnumerable<Field> left, IEnumerable<Field> right, IReadOnlyList<JoinKey> keys, JoinOptions options, Action<Finding> report)
    {
        var lefts = left.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var taken = lefts.ToHashSet(StringComparer.Ordinal);
        List<(string, Field)> added = [];
        foreach (var field in right.Where(f => !keys.Any(k => k.Right == f.Name)))
        {
            var name = lefts.Contains(field.Name) ? field.Name + options.Suffix : field.Name;
            if (!taken.Add(name))
            {
                report(new Finding("IF475", $"Two columns would be named '{name}'.")
                {
                    Column = field.Name,
                    Expected = options.Suffix is null ? "Drop or rename one of them first, or give a suffix for the right one." : "Give another suffix.",
                });
                continue;
            }

            added.Add((field.Name, field with { Name = name, Nullable = field.Nullable || options.Kind == JoinKind.Left }));
        }

        return added;
    }

    /// <summary>What is wrong with two columns whose values are to be equal; null where nothing is. Whole numbers of both widths can be compared.</summary>
    public static Finding? Mismatch(Field left, Field right) => left.Type == right.Type || (IsWhole(left) && IsWhole(right)) ? null
        : new Finding("IF476", $"'{left.Name}' is {left.Type.Name()} and '{right.Name}' of the right table is {right.Type.Name()}: they are never equal.")
        {
            Column = left.Name,
            Expected = "Keys have one type on both sides; cast one of them first.",
        };

    private static bool IsWhole(Field field) => field.Type is ColumnType.Int32 or ColumnType.Int64;
}
