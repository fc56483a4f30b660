using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>Events as JSON; <c>src/docs/schemas/logs.schema.json</c> and <c>event.schema.json</c> are their contracts.</summary>
public static class EventJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, RunRecord run, IEnumerable<RunEvent> events)
    {
        json.WriteStartObject();
        json.WriteString("run", run.Id);
        json.WriteString("workflow", run.Workflow);
        json.WriteString("state", RunHeadJson.State(run));
        json.WriteStartArray("events");
        foreach (var happened in events)
        {
            Write(json, happened);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, RunEvent happened)
    {
        json.WriteStartObject();
        Members(json, happened);
        json.WriteEndObject();
    }

    /// <summary>Writes the document with the run, for a reader of several.</summary>
    public static void WriteWithRun(Utf8JsonWriter json, RunEvent happened)
    {
        json.WriteStartObject();
        json.WriteString("run", happened.Run);
        json.WriteString("workflow", happened.Workflow);
        if (happened.Parent is not null)
        {
            json.WriteString("parent", happened.Parent);
        }

        Members(json, happened);
        json.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter json, RunEvent happened)
    {
        json.WriteNumber("sequence", happened.Sequence);
        json.WriteString("at", happened.At);
        if (happened.Step is not null)
        {
            json.WriteString("step", happened.Step);
        }

        json.WriteString("event", happened.Name);
        if (!string.IsNullOrEmpty(happened.Detail))
        {
            json.WriteString("detail", happened.Detail);
        }
    }
}
