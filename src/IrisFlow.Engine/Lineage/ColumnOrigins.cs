using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Lineage;

/// <summary>Which columns of a step's inputs the columns of its outputs are made of, as its activity describes them.</summary>
/// <remarks>
/// The activity describes its outputs again, from the columns that were read, each of which says which one it is: whatever is kept, renamed,
/// joined or computed still says it. Of a column that the activity does not describe, or not so, one of the same name is taken to be that
/// column; without one, nothing tells.
/// </remarks>
internal sealed class ColumnOrigins(StepEnvironment environment, Func<Digest, Schema?> schemaOf)
{
    private readonly Dictionary<(string Run, string Step), Described> _steps = [];

    /// <summary>The columns of an input that a column of an output is made of; null where nothing tells.</summary>
    /// <param name="made">The output.</param>
    /// <param name="input">The port; null where data was put in the place of the output, which is then the same.</param>
    /// <param name="column">The column.</param>
    public IReadOnlyCollection<string>? Of(LineageNode made, string? input, string column)
    {
        var step = Describe(made);
        if (input is null || step.Read.GetValueOrDefault(input) is not { } read)
        {
            // A file, or data that is not here any more: its columns are not known, and names stay.
            return [column];
        }

        if (step.Outputs.GetValueOrDefault(made.Output!.Port)?.GetValueOrDefault(column) is { } origins)
        {
            return [.. origins.Where(o => o.Port == input).Select(o => o.Column)];
        }

        return read.Find(column) is not null ? [column] : step.Read.Values.Any(r => r?.Find(column) is not null) ? [] : null;
    }

    private Described Describe(LineageNode made)
    {
        var key = (made.Run!.Id, made.Step!.Name);
        if (!_steps.TryGetValue(key, out var known))
        {
            var read = made.Step.Inputs.ToDictionary(i => i.Port, i => schemaOf(i.Digest));
            _steps[key] = known = new(read, Outputs(made.Step, read));
        }

        return known;
    }

    /// <summary>For each output its columns, as far as the activity says what they are made of.</summary>
    private Dictionary<string, Dictionary<string, IReadOnlyList<ColumnOrigin>>> Outputs(StepRecord step, Dictionary<string, Schema?> read)
    {
        if (environment.Catalog.Find(step.Uses) is not { } descriptor || JsonNode.Parse(step.Parameters) is not JsonObject parameters)
        {
            return [];
        }

        // Each port has an address of its own: two of them may have read the same output.
        var tables = descriptor.Inputs.Where(p => p.Kind.Type == typeof(Table) && read.GetValueOrDefault(p.Name) is not null).Select(p => p.Name).ToList();
        var isSound = true;
        var activity = descriptor.Create(step.Name, read.Keys.ToDictionary(port => port, Address), parameters, environment.Catalog, _ => isSound = false);
        var shapes = new StepShapes(step.Name, tables.ToDictionary(Address, port => Traced(port, read[port]!)), environment);
        if (isSound)
        {
            WorkflowCheck.Describe(activity, shapes);
        }

        return shapes.Outputs.ToDictionary(o => o.Key, o => o.Value.All.Where(f => f.Origins is not null).DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.Origins!));
    }

    private static string Address(string port) => $"{port}.{port}";

    private static Shape Traced(string port, Schema read) => Shape.Of(new(read.Select(f => f with { Origins = [new(port, f.Name)] })));

    private sealed record Described(IReadOnlyDictionary<string, Schema?> Read, IReadOnlyDictionary<string, Dictionary<string, IReadOnlyList<ColumnOrigin>>> Outputs);
}
