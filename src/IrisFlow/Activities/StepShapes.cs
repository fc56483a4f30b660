namespace IrisFlow;

/// <summary>What a step is told before any data is read, and where it says what its outputs will look like.</summary>
/// <param name="step">The step's name.</param>
/// <param name="inputs">The shape of each output that the step is wired to, by address.</param>
/// <param name="environment">Where files are and what kinds there are.</param>
public sealed class StepShapes(string step, IReadOnlyDictionary<string, Shape> inputs, StepEnvironment environment)
{
    private readonly Dictionary<string, Shape> _outputs = [];
    private readonly List<Finding> _findings = [];

    /// <summary>Where files are and what kinds there are.</summary>
    public StepEnvironment Environment => environment;

    /// <summary>The shape of each described output, by port name.</summary>
    public IReadOnlyDictionary<string, Shape> Outputs => _outputs;

    /// <summary>What was found wrong.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>What is known of an input.</summary>
    public Shape Of<T>(In<T> port)
        where T : ICheckpoint<T> =>
        port.Value is Table table ? Shape.Of(table.Schema) : port.Source is { } source ? inputs.GetValueOrDefault(source, Shape.Unknown) : Shape.Unknown;

    /// <summary>Says what an output will look like.</summary>
    public void Set<T>(Out<T> port, Shape shape)
        where T : ICheckpoint<T> => _outputs[port.Name!] = shape;

    /// <summary>Reports something wrong with the step.</summary>
    public void Report(Finding finding) => _findings.Add(finding with { Step = finding.Step ?? step });

    /// <summary>The column of an input that the step can't do without; reports it when it can't be there, or has another type.</summary>
    /// <param name="port">The input.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="parameter">The parameter that names it; null when the activity itself needs it.</param>
    /// <param name="types">Allowed types; none for any.</param>
    /// <returns>The field, or null when it is unknown or wrong.</returns>
    public Field? Needs<T>(In<T> port, string column, string? parameter = null, params IReadOnlyList<ColumnType> types)
        where T : ICheckpoint<T> => Needs(Of(port), port.Source, column, parameter, types);

    internal Field? Needs(Shape shape, string? source, string column, string? parameter, IReadOnlyList<ColumnType> types)
    {
        var field = shape.Find(column);
        if (field is null && !shape.IsOpen)
        {
            Report(new Finding("IF201", $"{source ?? "The input"} has no column '{column}'.")
            {
                Port = parameter,
                Column = column,
                Expected = NearMiss.OneOf(column, shape.All.Select(f => f.Name), "Its columns are"),
            });
        }

        if (field is not null && types.Count > 0 && !types.Contains(field.Type))
        {
            Report(new Finding("IF202", $"Column '{column}' of {source ?? "the input"} is {field.Type.Name()}.")
            {
                Port = parameter,
                Column = column,
                Expected = $"It should be {string.Join(" or ", types.Select(t => t.Name()))}.",
            });
            return null;
        }

        return field;
    }
}
