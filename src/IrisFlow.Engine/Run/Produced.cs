using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Run;

/// <summary>An output that a step made.</summary>
/// <param name="Port">The port.</param>
/// <param name="Value">What was written to it.</param>
/// <param name="Table">The same as a table.</param>
/// <param name="Record">The output as it should be recorded.</param>
internal sealed record Produced(PortDescriptor Port, object Value, Table Table, OutputRecord Record)
{
    /// <summary>Its file, where it is written already: by another process, or because it is too large for memory.</summary>
    public StagedObject? Staged { get; init; }

    /// <summary>True when its rows are nowhere but in that file.</summary>
    public bool IsInFile { get; init; }

    /// <summary>All that an activity has written.</summary>
    /// <param name="descriptor">The activity.</param>
    /// <param name="context">What it was given to write with.</param>
    /// <param name="files">What it has written batch by batch.</param>
    /// <exception cref="IrisFlowException">It left out an output.</exception>
    public static List<Produced> Of(ActivityDescriptor descriptor, StepContext context, StepOutputs files)
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

            var table = files.Settled(port.Name, port.Kind.ToTable(value));
            var staged = files.At(port.Name);
            var record = new OutputRecord(port.Name, port.Kind.Name, staged?.Object.Digest ?? TableDigest.Of(table), table.RowCount);
            outputs.Add(new(port, value is Table ? table : value, table, record) { Staged = staged, IsInFile = staged is not null });
        }

        return outputs;
    }
}
