using System.Text.Json;
using IrisFlow.Engine.Reasons;

namespace IrisFlow.Hosting.Documents;

/// <summary>What a run did with a step, why, and what its key was made of; <c>src/docs/schemas/why.schema.json</c> is its contract.</summary>
public static class StepAccountJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="account">What was done, and why.</param>
    /// <param name="parts">What the key was made of.</param>
    /// <param name="more">Writes members beyond those of the document.</param>
    public static void Write(Utf8JsonWriter json, StepAccount account, KeyParts parts, Action<Utf8JsonWriter>? more = null)
    {
        json.WriteStartObject();
        json.WriteString("run", account.Run.Id);
        json.WriteString("workflow", account.Run.Workflow);
        json.WriteString("step", account.Step.Name);
        json.WriteString("state", Names.Of(account.Step.State));
        json.WriteString("reason", account.Step.Reason);
        ReasonJson.Write(json, "why", account.Why);
        json.WriteString("comparedWith", account.ComparedWith);
        json.WriteString("madeBy", account.MadeBy?.Run);
        parts.Write(json);
        more?.Invoke(json);
        json.WriteEndObject();
    }
}
