using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>The rule on secrets: what a parameter holds is on record, so it holds none.</summary>
internal static class SecretRules
{
    /// <summary>Reports the parameters of a step that hold a secret.</summary>
    public static void Check(string step, JsonObject with, Action<Finding> report)
    {
        if (SecretValues.OfThisProcess.IsEmpty)
        {
            return;
        }

        foreach (var (parameter, value) in with)
        {
            if (Texts(value).Select(SecretValues.OfThisProcess.NameIn).FirstOrDefault(n => n is not null) is { } name)
            {
                report(new("IF117", $"The parameter holds the value of the secret {name}.")
                {
                    Step = step,
                    Port = parameter,
                    Expected = $"Parameters are on record: the activity takes it from the environment, Environment.GetEnvironmentVariable(\"{name}\").",
                });
            }
        }
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(m => Texts(m.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };
}
