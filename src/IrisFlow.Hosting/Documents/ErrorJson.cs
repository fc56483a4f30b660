using System.Text.Json;
using System.Text.Json.Nodes;

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

    /// <summary>The error that another process of this program has written under <c>error</c>.</summary>
    internal static IrisFlowException Read(JsonObject error) => new(
        [.. error["findings"]!.AsArray().Select(f => new Finding((string)f!["rule"]!, (string)f["message"]!)
        {
            Severity = (string?)f["severity"] == "warning" ? Severity.Warning : Severity.Error,
            File = (string?)f["file"],
            Line = (int?)f["line"],
            Position = (int?)f["column"],
            Step = (string?)f["step"],
            Port = (string?)f["port"],
            Column = (string?)f["tableColumn"],
            Pointer = (string?)f["pointer"],
            Expected = (string?)f["expected"],
            Next = (string?)f["next"],
        })],
        (ExitCode)(int)error["exitCode"]!);

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
