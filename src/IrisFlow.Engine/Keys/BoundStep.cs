using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Keys;

/// <summary>A step with its activity made: ready to be given a key, and to run.</summary>
/// <param name="Checked">The step, held against the rules.</param>
/// <param name="Descriptor">Its activity.</param>
/// <param name="Activity">The activity with its parameters and wires.</param>
/// <param name="Wires">For each wired input the address it reads.</param>
/// <param name="Code">The fingerprint of the code.</param>
public sealed record BoundStep(
    CheckedStep Checked, ActivityDescriptor Descriptor, Activity Activity, IReadOnlyDictionary<string, string> Wires, string Code)
{
    /// <summary>The step's name.</summary>
    public string Name => Checked.Name;

    /// <summary>All parameters with their effective values.</summary>
    public JsonObject Parameters() => new(Descriptor.Parameters
        .Select(p => KeyValuePair.Create(p.Name, ValueWriter.ToJson(p.Property.GetValue(Activity))))
        .Where(p => p.Value is not null));
}
