using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Engine.Reasons;

namespace IrisFlow.Cli.Output;

/// <summary>A step's key and what it was made of, the same for a step of a run and for one of a plan.</summary>
/// <param name="Key">The key; null while an input is not known.</param>
/// <param name="Uses">The activity.</param>
/// <param name="Code">The fingerprint of the code.</param>
/// <param name="Parameters">The effective parameters as a JSON object.</param>
/// <param name="Inputs">What it reads, and where that comes from.</param>
internal sealed record KeyParts(string? Key, string Uses, string? Code, string Parameters, IReadOnlyList<InputOrigin> Inputs)
{
    public void Print(Terminal terminal)
    {
        terminal.Heading(Key is null ? "key: not known before what it reads is made" : $"key {Key}");
        var table = new TextTable("part", "value", "from");
        table.Add("uses", Uses, "");
        table.Add("code", Code ?? "", "");
        foreach (var (name, value) in JsonNode.Parse(Parameters) as JsonObject ?? [])
        {
            table.Add($"with {name}", value?.ToJsonString() ?? "null", "");
        }

        foreach (var input in Inputs)
        {
            table.Add($"reads {input.Port}", input.Digest.Hex[..16] + "…", From(input));
        }

        terminal.Block(table.ToString());
    }

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
            json.WriteString("state", input.State is { } state ? Values.Name(state) : null);
            json.WriteString("run", input.Run);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string From(InputOrigin input) => input switch
    {
        { State: null } => input.Source,
        { Run: { } run } => $"{input.Source}, made in run {run}",
        { State: { } state } => $"{input.Source}, {Values.Name(state)}",
    };
}
