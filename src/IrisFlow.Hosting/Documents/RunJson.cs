using System.Text.Json;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Run;

namespace IrisFlow.Hosting.Documents;

/// <summary>A run as one JSON document; <c>src/docs/schemas/run.schema.json</c> is its contract.</summary>
public static class RunJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, Workspace workspace, string workflow, RunResult result, UnkeptOutputs unkept)
    {
        json.WriteStartObject();
        json.WriteString("run", result.Run);
        json.WriteString("workflow", workflow);
        json.WriteString("state", result.State.ToString().ToLowerInvariant());
        json.WriteStartArray("steps");
        foreach (var step in result.Steps)
        {
            Step(json, step, output => unkept.Contains(step.Name, output) ? null : workspace.Engine.PathOf(result.Run, step.Name, output.Port));
        }

        json.WriteEndArray();
        Metrics(json, result.Steps);
        if (result.Failures.Count > 0)
        {
            json.WriteStartObject("error");
            json.WriteNumber("exitCode", (int)result.Failures[0].Exit);
            json.WriteString("message", result.Failures[0].Findings[0].Message);
            ErrorJson.Findings(json, result.Failures.SelectMany(f => f.Findings));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the document.</summary>
    public static void Step(Utf8JsonWriter json, StepRecord step, Func<OutputRecord, string?> path, Func<Digest, CondemnedObject?>? condemned = null)
    {
        json.WriteStartObject();
        json.WriteString("name", step.Name);
        json.WriteString("uses", step.Uses);
        json.WriteString("state", Names.Of(step.State));
        json.WriteString("reason", step.Reason);
        json.WriteNumber("milliseconds", Math.Round(step.Milliseconds, 3));
        OutputsJson.Write(json, step.Outputs, path, condemned);
        if (step.Error is not null)
        {
            json.WriteString("error", step.Error);
        }

        if (step.Warnings.Count > 0)
        {
            json.WriteStartArray("warnings");
            step.Warnings.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the document.</summary>
    public static void Metrics(Utf8JsonWriter json, IEnumerable<StepRecord> steps)
    {
        json.WriteStartObject("metrics");
        foreach (var step in steps)
        {
            foreach (var (name, value) in step.Metrics)
            {
                // JSON has no word for NaN; null says that there is no figure.
                if (double.IsFinite(value))
                {
                    json.WriteNumber($"{step.Name}.{name}", value);
                }
                else
                {
                    json.WriteNull($"{step.Name}.{name}");
                }
            }
        }

        json.WriteEndObject();
    }
}
