namespace IrisFlow.Engine.Plan;

/// <summary>Data that the user puts in the place of a port.</summary>
/// <param name="Address">The port, <c>step.port</c>.</param>
/// <param name="Source">Where the data is from, as the user wrote it.</param>
/// <param name="Table">The data, fitted to the port.</param>
/// <param name="Output">The data as an output record.</param>
public sealed record Injection(string Address, string Source, Table Table, OutputRecord Output);
