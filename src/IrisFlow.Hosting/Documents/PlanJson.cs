using System.Text.Json;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Reasons;

namespace IrisFlow.Hosting.Documents;

/// <summary>A plan as one JSON document; <c>src/docs/schemas/plan.schema.json</c> is its contract.</summary>
public static class PlanJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="estimate">What it would take.</param>
    /// <param name="explain">Gives the reason of a step as far as it is wanted.</param>
    /// <param name="findings">What else was found.</param>
    /// <param name="more">Writes members beyond those of the document.</param>
    public static void Write(
        Utf8JsonWriter json, RunPlan plan, PlanEstimate estimate, Func<PlannedStep, Reason> explain, IEnumerable<Finding> findings, Action<Utf8JsonWriter>? more = null)
    {
        json.WriteStartObject();
        json.WriteString("workflow", plan.Workflow);
        json.WriteStartArray("steps");
        foreach (var step in plan.Steps.OrderBy(s => s.Position))
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteString("uses", step.Bound.Descriptor.Uses);
            json.WriteString("decision", Names.Of(step.Decision));
            json.WriteString("reason", step.Reason);
            ReasonJson.Write(json, "why", explain(step));
            if (estimate.Steps.GetValueOrDefault(step.Name) is { } cost)
            {
                json.WriteNumber("lastMilliseconds", Math.Round(cost.Milliseconds, 3));
                json.WriteNumber("bytes", cost.Bytes);
            }

            OutputsJson.Write(json, step.Outputs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("estimate");
        json.WriteNumber("milliseconds", Math.Round(estimate.Milliseconds, 3));
        json.WriteNumber("workMilliseconds", Math.Round(estimate.WorkMilliseconds, 3));
        json.WriteNumber("bytes", estimate.Bytes);
        json.WriteStartArray("unknown");
        foreach (var step in estimate.Unknown)
        {
            json.WriteStringValue(step);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        ErrorJson.Findings(json, plan.Warnings.Concat(plan.Obstacles).Concat(findings));
        more?.Invoke(json);
        json.WriteEndObject();
    }
}
