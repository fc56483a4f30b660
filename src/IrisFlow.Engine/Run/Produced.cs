using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Run;

/// <summary>An output that a step made.</summary>
/// <param name="Port">The port.</param>
/// <param name="Value">What was written to it.</param>
/// <param name="Table">The same as a table.</param>
/// <param name="Record">The output as it should be recorded.</param>
internal sealed record Produced(PortDescriptor Port, object Value, Table Table, OutputRecord Record)
{
    /// <summary>Its file, where another process has written it already.</summary>
    public StagedObject? Staged { get; init; }

    /// <summary>All that an activity has written.</summary>
    /// <exception cref="IrisFlowException">It left out an output.</exception>
    public static List<Produced> Of(ActivityDescriptor descriptor, StepContext context)
    {
        var outputs = new List<Produced>();
        foreach (var port in descriptor.Outputs)
        {
            if (!context.Outputs.TryGetValue(port.Name, out var value))
            {
                throw new IrisFlowException(new Finding("IF902", $"{descriptor.Uses} ended without writing its output '{port.Name}'.")
                {
                    Port = port.Name,
                    Expected = "An activity writes each of its outputs.",
                });
            }

            var table = port.Kind.ToTable(value);
            outputs.Add(new(port, value, table, new(port.Name, port.Kind.Name, TableDigest.Of(table), table.RowCount)));
        }

        return outputs;
    }
}
