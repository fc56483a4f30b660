using System.Text.Json;
using IrisFlow.Engine.Comparison;

namespace IrisFlow.Hosting.Documents;

/// <summary>The differences of two runs as one JSON document; <c>src/docs/schemas/diff.schema.json</c> is its contract.</summary>
public static class DiffJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, RunDifferences found)
    {
        json.WriteStartObject();
        Run(json, "first", found.First);
        Run(json, "second", found.Second);
        json.WriteBoolean("equal", found.AreEqual);
        if (found.Divergence is { } at)
        {
            json.WriteStartObject("divergence");
            json.WriteString("step", at.Step);
            json.WriteStartArray("causes");
            foreach (var cause in at.Causes)
            {
                json.WriteStartObject();
                Cause(json, cause);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("divergence");
        }

        Parameters(json, found.Parameters);
        json.WriteStartArray("steps");
        foreach (var step in found.Steps)
        {
            Step(json, step);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A run by its id and workflow.</summary>
    public static void Run(Utf8JsonWriter json, string name, RunRecord run)
    {
        json.WriteStartObject(name);
        json.WriteString("run", run.Id);
        json.WriteString("workflow", run.Workflow);
        json.WriteEndObject();
    }

    /// <summary>The members of a cause.</summary>
    public static void Cause(Utf8JsonWriter json, Cause cause)
    {
        json.WriteString("kind", cause.Kind == CauseKind.NonDeterminism ? "non-determinism" : cause.Kind.ToString().ToLowerInvariant());
        json.WriteString("name", cause.Name);
        json.WriteString("sentence", cause.Sentence);
    }

    /// <summary>Columns that came, went or changed their type.</summary>
    public static void Schema(Utf8JsonWriter json, IReadOnlyList<FieldChange> changes)
    {
        json.WriteStartArray("schema");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("name", change.Name);
            json.WriteString("before", Type(change.Before));
            json.WriteString("after", Type(change.After));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A number, or null where there is none or JSON has no word for it.</summary>
    public static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string? Type(Field? field) => field is null ? null : field.Type.Name() + (field.Nullable ? "?" : "");

    private static void Step(Utf8JsonWriter json, StepDifferences step)
    {
        json.WriteStartObject();
        json.WriteString("name", step.Step);
        json.WriteString("change", Names.Of(step.Presence));
        Pair(json, "uses", step.Uses?.Before, step.Uses?.After);
        json.WriteStartArray("wires");
        foreach (var (port, source) in step.Wires)
        {
            json.WriteStartObject();
            json.WriteString("port", port);
            json.WriteString("before", source.Before);
            json.WriteString("after", source.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Parameters(json, step.Parameters);
        Code(json, step.Code);
        json.WriteStartArray("files");
        foreach (var file in step.Files)
        {
            json.WriteStartObject();
            json.WriteString("parameter", file.Parameter);
            File(json, "before", file.Before);
            File(json, "after", file.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Pair(json, "state", step.State is null ? null : Names.Of(step.State.Before!.State), step.State is null ? null : Names.Of(step.State.After!.State));
        json.WriteStartArray("outputs");
        foreach (var output in step.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("port", output.Port);
            Output(json, "before", output.Before);
            Output(json, "after", output.After);
            Schema(json, output.Schema);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("metrics");
        foreach (var metric in step.Metrics)
        {
            json.WriteStartObject();
            json.WriteString("name", metric.Name);
            Number(json, "before", metric.Before);
            Number(json, "after", metric.After);
            Number(json, "delta", metric.Delta);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (step.Times is { } times)
        {
            json.WriteStartObject("milliseconds");
            Number(json, "before", times.Before!.StartedAt is null ? null : times.Before.Milliseconds);
            Number(json, "after", times.After!.StartedAt is null ? null : times.After.Milliseconds);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Pair(Utf8JsonWriter json, string name, string? before, string? after)
    {
        if (before is null && after is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("before", before);
        json.WriteString("after", after);
        json.WriteEndObject();
    }

    private static void Parameters(Utf8JsonWriter json, IReadOnlyList<ValueChange> changes)
    {
        json.WriteStartArray("parameters");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("name", change.Name);
            json.WritePropertyName("before");
            json.WriteRawValue(change.Before?.ToJsonString() ?? "null");
            json.WritePropertyName("after");
            json.WriteRawValue(change.After?.ToJsonString() ?? "null");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Code(Utf8JsonWriter json, CodeDifferences? code)
    {
        if (code is null)
        {
            return;
        }

        json.WriteStartObject("code");
        json.WriteString("before", code.Before);
        json.WriteString("after", code.After);
        json.WriteStartArray("pieces");
        foreach (var (name, presence) in code.Pieces)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("change", Names.Of(presence));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void File(Utf8JsonWriter json, string name, InputRecord? file)
    {
        if (file is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("path", file.Source["file:".Length..]);
        json.WriteString("digest", file.Digest.Hex);
        json.WriteEndObject();
    }

    private static void Output(Utf8JsonWriter json, string name, OutputRecord? output)
    {
        if (output is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("digest", output.Digest.Hex);
        json.WriteNumber("rows", output.Rows);
        json.WriteEndObject();
    }
}
