using System.Globalization;
using System.Text.Json;
using IrisFlow.Engine.Comparison;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>What moved a metric: as text, and as a document whose contract is <c>bisect.schema.json</c>.</summary>
internal static class BisectView
{
    private const int MostSuspects = 20;

    public static void Print(Terminal terminal, BisectResult found)
    {
        terminal.Heading($"{found.Metric}: {Number(found.GoodValue)} in run {found.Good.Id}, {Number(found.BadValue)} in run {found.Bad.Id}");
        var share = found.IsWhole ? "" : $", which is {found.Share.ToString("P0", CultureInfo.InvariantCulture)} of the difference: other steps move it too";
        terminal.Line($"It moves at step {found.Step}: {Number(found.Without)} with the step as in the bad run, {Number(found.With)} as in the good one{share}.");
        foreach (var suspect in found.Causes.Take(MostSuspects))
        {
            terminal.Line($"  moves it: {Sentence(suspect, found.Causes.Count > 1 || found.Others.Count > 0)}");
        }

        foreach (var suspect in found.Others.Take(MostSuspects))
        {
            terminal.Line($"  does not: {Sentence(suspect, isTold: true)}");
        }

        if (found.Causes.Count > MostSuspects)
        {
            terminal.Line($"  and {found.Causes.Count - MostSuspects} more, which --json tells");
        }

        if (found.Causes.Count > 1)
        {
            terminal.Line("  Several differences move it, together or each by itself, or could not be told apart.");
        }

        terminal.Line($"{found.Probes.Count} tried, in the parts of run {found.Run}");
    }

    public static void Write(Utf8JsonWriter json, BisectResult found)
    {
        json.WriteStartObject();
        json.WriteString("run", found.Run);
        json.WriteString("metric", found.Metric.ToString());
        Value(json, "good", found.Good, found.GoodValue);
        Value(json, "bad", found.Bad, found.BadValue);
        json.WriteString("step", found.Step);
        DiffJson.Number(json, "without", found.Without);
        DiffJson.Number(json, "with", found.With);
        DiffJson.Number(json, "share", found.Share);
        Suspects(json, "causes", found.Causes);
        Suspects(json, "others", found.Others);
        json.WriteStartArray("probes");
        foreach (var probe in found.Probes)
        {
            json.WriteStartObject();
            json.WriteString("run", probe.Run);
            json.WriteString("like", probe.Like);
            DiffJson.Number(json, "value", probe.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Sentence(Suspect suspect, bool isTold) =>
        suspect.Cause.Sentence + (!isTold ? "" : suspect.Value is { } value ? $" (as in the good run it alone gives {Number(value)})" : " (it could not be tried by itself)");

    private static void Value(Utf8JsonWriter json, string name, RunRecord run, double value)
    {
        json.WriteStartObject(name);
        json.WriteString("run", run.Id);
        DiffJson.Number(json, "value", value);
        json.WriteEndObject();
    }

    private static void Suspects(Utf8JsonWriter json, string name, IReadOnlyList<Suspect> suspects)
    {
        json.WriteStartArray(name);
        foreach (var suspect in suspects)
        {
            json.WriteStartObject();
            DiffJson.Cause(json, suspect.Cause);
            DiffJson.Number(json, "value", suspect.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Number(double value) => double.IsNaN(value) ? "no number" : value.ToString("G10", CultureInfo.InvariantCulture);
}
