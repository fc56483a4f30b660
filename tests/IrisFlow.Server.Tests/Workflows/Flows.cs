using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Workflows;

/// <summary>Definitions for tests.</summary>
internal static class Flows
{
    /// <summary>Reads a file of flowers and keeps some of them.</summary>
    public static JsonObject Small(string name = "small") => (JsonObject)JsonNode.Parse($$"""
        {
          "format": 1,
          "workflow": "{{name}}",
          "steps": {
            "load": { "uses": "data.read-csv", "with": { "path": "data.csv" } },
            "keep": { "uses": "data.filter", "from": { "rows": "load.rows" }, "with": { "keep": "size > 1" } }
          }
        }
        """)!;

    /// <summary>A chain of so many steps behind one file.</summary>
    public static JsonObject Chain(string name, int steps)
    {
        var flow = Small(name);
        for (var i = 0; i < steps - 2; i++)
        {
            flow["steps"]![$"step-{i}"] = new JsonObject
            {
                ["uses"] = "data.filter",
                ["from"] = new JsonObject { ["rows"] = i == 0 ? "keep.rows" : $"step-{i - 1}.rows" },
                ["with"] = new JsonObject { ["keep"] = $"size > {i % 7} and name != 'x{i}'" },
            };
        }

        return flow;
    }

    /// <summary>The body of a save.</summary>
    public static JsonObject Save(JsonObject definition, JsonObject? layout = null)
    {
        var body = new JsonObject { ["definition"] = definition.DeepClone() };
        if (layout is not null)
        {
            body["layout"] = layout;
        }

        return body;
    }
}
