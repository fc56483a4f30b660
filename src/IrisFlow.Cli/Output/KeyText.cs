using System.Text.Json.Nodes;
using IrisFlow.Engine.Reasons;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>A step's key and what it was made of, as text.</summary>
internal static class KeyText
{
    public static void Print(Terminal terminal, KeyParts parts)
    {
        terminal.Heading(parts.Key is null ? "key: not known before what it reads is made" : $"key {parts.Key}");
        var table = new TextTable("part", "value", "from");
        table.Add("uses", parts.Uses, "");
        table.Add("code", parts.Code ?? "", "");
        foreach (var (name, value) in JsonNode.Parse(parts.Parameters) as JsonObject ?? [])
        {
            table.Add($"with {name}", value?.ToJsonString() ?? "null", "");
        }

        foreach (var input in parts.Inputs)
        {
            table.Add($"reads {input.Port}", input.Digest.Hex[..16] + "…", From(input));
        }

        terminal.Block(table.ToString());
    }

    private static string From(InputOrigin input) => input switch
    {
        { State: null } => input.Source,
        { Run: { } run } => $"{input.Source}, made in run {run}",
        { State: { } state } => $"{input.Source}, {Names.Of(state)}",
    };
}
