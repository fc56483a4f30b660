using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>An error as one JSON document.</summary>
public static class ErrorJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, IrisFlowException problem)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("exitCode", (int)problem.Exit);
        json.WriteString("message", problem.Findings[0].Message);
        Findings(json, problem.Findings);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Findings as a list under <c>findings</c>.</summary>
    public static void Findings(Utf8JsonWriter json, IEnumerable<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteString("severity", finding.Severity == Severity.Error ? "error" : "warning");
            json.WriteString("message", finding.Message);
            Optional(json, "file", finding.File);
            if (finding.Line is { } line)
            {
                json.WriteNumber("line", line);
                json.WriteNumber("column", finding.Position ?? 1);
            }

            Optional(json, "step", finding.Step);
            Optional(json, "port", finding.Port);
            Optional(json, "tableColumn", finding.Column);
            Optional(json, "pointer", finding.Pointer);
            Optional(json, "expected", finding.Expected);
            Optional(json, "next", finding.Next);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
