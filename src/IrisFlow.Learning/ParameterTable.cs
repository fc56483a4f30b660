namespace IrisFlow.Learning;

/// <summary>What a predictor learned as a plain table: one number a row, said to be of which class and, where it has one, of which feature.</summary>
internal sealed class ParameterTable
{
    private readonly List<(string Parameter, string Class, string? Feature, double Value)> _rows = [];

    public void Add(string parameter, string ofClass, string? feature, double value) => _rows.Add((parameter, ofClass, feature, value));

    public Table ToTable() => Table.Of(
        ("parameter", Column.Of(_rows.Select(r => (string?)r.Parameter).ToArray())),
        ("class", Column.Of(_rows.Select(r => (string?)r.Class).ToArray())),
        ("feature", Column.Of(_rows.Select(r => r.Feature).ToArray())),
        ("value", Column.Of(_rows.Select(r => r.Value).ToArray())));

    /// <summary>One parameter of every class, feature by feature.</summary>
    /// <exception cref="IrisFlowException">The table does not hold it.</exception>
    public static double[][] Read(Table table, string parameter, IReadOnlyList<string> classes, IReadOnlyList<string?> features)
    {
        var (parameters, of, names, values) = (table.Strings("parameter"), table.Strings("class"), table.Strings("feature"), table.Column<double>("value"));
        var found = new Dictionary<(string, string?), double>();
        for (var row = 0; row < table.RowCount; row++)
        {
            if (parameters[row] == parameter)
            {
                found[(of[row] ?? "", names[row])] = values[row];
            }
        }

        return [.. classes.Select(c => features.Select(f => found.TryGetValue((c, f), out var value) ? value : throw Absent(parameter, c, f)).ToArray())];
    }

    private static IrisFlowException Absent(string parameter, string ofClass, string? feature) => new(
        new Finding("IF505", $"The model's table has no {parameter} of class '{ofClass}'{(feature is null ? "" : $" for feature '{feature}'")}.")
        {
            Column = feature,
            Expected = "It holds a value for each class and feature that the model names.",
        },
        ExitCode.Corrupt);
}
