using System.Text.Json;

namespace IrisFlow.Engine.Capsules;

/// <summary>Writes what a capsule holds as its manifest, one JSON document: the same capsule gives the same bytes.</summary>
internal static class CapsuleText
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(Capsule capsule) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("format", Capsule.Format);
        Record(json, capsule.Run, capsule.Steps);
        Texts(json, "cached", capsule.Cached);
        List(json, "codes", capsule.Codes, code =>
        {
            json.WriteString("fingerprint", code.Fingerprint);
            json.WriteStartObject("methods");
            foreach (var method in code.Methods)
            {
                json.WriteString(method.Name, method.Hash);
            }

            json.WriteEndObject();
            Texts(json, "warnings", code.Warnings);
        });
        List(json, "objects", capsule.Objects, stored =>
        {
            json.WriteString("digest", stored.Digest.Hex);
            json.WriteNumber("bytes", stored.Bytes);
            json.WriteString("sha256", stored.FileHash);
            json.WriteNumber("rows", stored.Rows);
            json.WriteString("columns", stored.Schema);
        });
        List(json, "files", capsule.Files, file =>
        {
            json.WriteString("path", file.Path);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("sha256", file.Hash);
        });
        json.WriteEndObject();
    });

    /// <summary>The record alone: equal texts mean the same run.</summary>
    public static byte[] OfRecord(RunRecord run, IReadOnlyList<StepRecord> steps) => Write(json =>
    {
        json.WriteStartObject();
        Record(json, run, steps);
        json.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            write(json);
        }

        return buffer.ToArray();
    }

    private static void Record(Utf8JsonWriter json, RunRecord run, IReadOnlyList<StepRecord> steps)
    {
        json.WriteStartObject("run");
        json.WriteString("id", run.Id);
        json.WriteString("workflow", run.Workflow);
        json.WriteString("state", run.State.ToString());
        json.WriteString("definition", run.Definition);
        json.WriteString("command", run.Command);
        json.WriteString("parameters", run.Parameters);
        json.WriteString("request", run.Request);
        json.WriteString("startedAt", run.StartedAt);
        Optional(json, "finishedAt", run.FinishedAt);
        Optional(json, "origin", run.Origin);
        Optional(json, "variant", run.Variant);
        json.WriteEndObject();
        List(json, "steps", steps.OrderBy(s => s.Position), step => Step(json, step));
    }

    private static void Step(Utf8JsonWriter json, StepRecord step)
    {
        json.WriteString("name", step.Name);
        json.WriteNumber("position", step.Position);
        json.WriteString("uses", step.Uses);
        json.WriteString("state", step.State.ToString());
        json.WriteString("reason", step.Reason);
        Optional(json, "key", step.Key);
        Optional(json, "code", step.Code);
        json.WriteString("parameters", step.Parameters);
        Optional(json, "startedAt", step.StartedAt);
        json.WriteNumber("milliseconds", step.Milliseconds);
        Optional(json, "error", step.Error);
        Texts(json, "warnings", step.Warnings);
        List(json, "inputs", step.Inputs.OrderBy(i => i.Port, StringComparer.Ordinal), input =>
        {
            json.WriteString("port", input.Port);
            json.WriteString("source", input.Source);
            json.WriteString("digest", input.Digest.Hex);
        });
        List(json, "outputs", step.Outputs, output =>
        {
            json.WriteString("port", output.Port);
            json.WriteString("kind", output.Kind);
            json.WriteString("digest", output.Digest.Hex);
            json.WriteNumber("rows", output.Rows);
            Optional(json, "origin", output.Origin);
        });
        List(json, "metrics", step.Metrics, metric =>
        {
            json.WriteString("name", metric.Key);

            // JSON has no word for what is no number, so a text stands for it.
            json.WritePropertyName("value");
            if (double.IsFinite(metric.Value))
            {
                json.WriteNumberValue(metric.Value);
            }
            else
            {
                json.WriteStringValue(metric.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        });
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Optional(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } instant)
        {
            json.WriteString(name, instant);
        }
    }
}
