using System.Text.Json;
using IrisFlow.Engine.Reasons;

namespace IrisFlow.Hosting.Documents;

/// <summary>A step's key and what it was made of, the same for a step of a run and for one of a plan.</summary>
/// <param name="Key">The key; null while an input is not known.</param>
/// <param name="Uses">The activity.</param>
/// <param name="Code">The fingerprint of the code.</param>
/// <param name="Parameters">The effective parameters as a JSON object.</param>
/// <param name="Inputs">What it reads, and where that comes from.</param>
public sealed record KeyParts(string? Key, string Uses, string? Code, string Parameters, IReadOnlyList<InputOrigin> Inputs)
{
    /// <summary>Writes the parts as a JSON object under <c>key</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("key");
        json.WriteString("hash", Key);
        json.WriteString("uses", Uses);
        json.WriteString("code", Code);
        json.WritePropertyName("parameters");
        json.WriteRawValue(Parameters);
        json.WriteStartArray("inputs");
        foreach (var input in Inputs)
        {
            json.WriteStartObject();
            json.WriteString("port", input.Port);
            json.WriteString("source", input.Source);
            json.WriteString("digest", input.Digest.Hex);
            json.WriteString("state", input.State is { } state ? Names.Of(state) : null);
            json.WriteString("run", input.Run);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
