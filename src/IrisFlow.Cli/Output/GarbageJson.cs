using System.Text.Json;
using IrisFlow.Engine.Retention;

namespace IrisFlow.Cli.Output;

/// <summary>A collection as one JSON document; <c>src/docs/schemas/gc.schema.json</c> is its contract.</summary>
internal static class GarbageJson
{
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static void Write(Utf8JsonWriter json, GarbageReport report)
    {
        json.WriteStartObject();
        json.WriteString("at", report.At);
        json.WriteBoolean("applied", report.IsApplied);
        json.WriteStartObject("policy");
        json.WriteNumber("keepRuns", report.Policy.KeepRuns);
        json.WriteNumber("keepSeconds", report.Policy.KeepAge.TotalSeconds);
        json.WriteNumber("graceSeconds", report.Policy.Grace.TotalSeconds);
        Optional(json, "maxBytes", report.Policy.MaxBytes);
        json.WriteEndObject();
        json.WriteStartObject("bytes");
        foreach (var fate in Enum.GetValues<Fate>())
        {
            json.WriteNumber(Name(fate), report.BytesOf(fate));
        }

        json.WriteNumber("strays", report.Strays.Sum(s => s.Bytes));
        json.WriteNumber("aboveLimit", report.BytesAboveLimit);
        json.WriteEndObject();
        json.WriteBoolean("heldBack", report.IsHeldBack);
        json.WriteStartArray("objects");
        foreach (var item in report.Objects)
        {
            Object(json, item);
        }

        json.WriteEndArray();
        json.WriteStartArray("strays");
        foreach (var stray in report.Strays)
        {
            json.WriteStartObject();
            json.WriteString("path", stray.Path);
            json.WriteNumber("bytes", stray.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Object(Utf8JsonWriter json, JudgedObject item)
    {
        json.WriteStartObject();
        json.WriteString("digest", item.File.Digest.Hex);
        json.WriteString("file", item.File.File);
        json.WriteNumber("bytes", item.File.Bytes);
        json.WriteString("fate", Name(item.Fate));
        if (item.Why is not null)
        {
            json.WriteString("why", item.Why);
            json.WriteString("condemnedAt", item.CondemnedAt!.Value);
        }

        json.WriteStartArray("reasons");
        foreach (var reason in item.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("rule", Name(reason.Kind));
            json.WriteString("run", reason.Run);
            json.WriteString("text", reason.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
