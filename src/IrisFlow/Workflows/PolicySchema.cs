using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>The JSON Schema (draft 2020-12) of a step's policy, which is the same for all activities.</summary>
public static class PolicySchema
{
    /// <summary>The schema.</summary>
    public static JsonObject Write()
    {
        var none = StepPolicy.Default;
        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "policy",
            ["description"] = Docs.Summary(typeof(StepPolicy)),
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["retries"] = Of(nameof(StepPolicy.Retries), new() { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = PolicyRules.MostRetries, ["default"] = none.Retries }),
                ["backoff"] = Of(nameof(StepPolicy.Backoff), Quantity("duration", QuantityText.DurationPattern, QuantityText.Write(none.Backoff))),
                ["timeout"] = Of(nameof(StepPolicy.Timeout), Quantity("duration", QuantityText.DurationPattern, null)),
                ["onFailure"] = Of(nameof(StepPolicy.OnFailure), ParameterSchema.Words(typeof(OnFailure)), none.OnFailure),
                ["checkpoint"] = Of(nameof(StepPolicy.Checkpoint), ParameterSchema.Words(typeof(CheckpointPolicy)), none.Checkpoint),
                ["cpu"] = Of(nameof(StepPolicy.Cpu), new() { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = PolicyRules.MostCores, ["default"] = none.Cpu }),
                ["memory"] = Of(nameof(StepPolicy.Memory), Quantity("memory", QuantityText.MemoryPattern, null)),
                ["isolate"] = Of(nameof(StepPolicy.Isolate), ParameterSchema.Words(typeof(StepIsolation)), none.Isolate),
            },
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Of(string property, JsonObject schema, Enum? usual = null)
    {
        schema["description"] = Docs.Summary(typeof(StepPolicy).GetProperty(property)!);
        if (usual is not null)
        {
            schema["default"] = ValueWriter.ToJson(usual);
        }

        return schema;
    }

    private static JsonObject Quantity(string unit, string pattern, string? usual)
    {
        var schema = new JsonObject { ["type"] = "string", ["pattern"] = pattern, ["x-quantity"] = unit };
        if (usual is not null)
        {
            schema["default"] = usual;
        }

        return schema;
    }
}
