using System.Text.Json;
using IrisFlow.Engine.Run;

namespace IrisFlow.Cli.Output;

/// <summary>What is said of a run wherever it is named.</summary>
internal static class RunHead
{
    public static string State(RunRecord run) => RunOwner.StateOf(run).ToString().ToLowerInvariant();

    public static string Time(RunRecord run) => run.FinishedAt is { } end ? Values.Duration(Math.Max(0, (end - run.StartedAt).TotalMilliseconds)) : "";

    public static string Steps(RunRecord run) => string.Join(", ", Counts(run).Select(c => $"{c.Value} {Values.Name(c.Key)}"));

    public static void Write(Utf8JsonWriter json, RunRecord run)
    {
        json.WriteString("run", run.Id);
        json.WriteString("workflow", run.Workflow);
        json.WriteString("state", State(run));
        json.WriteString("startedAt", run.StartedAt);
        if (run.FinishedAt is { } end)
        {
            json.WriteString("finishedAt", end);
        }
        else
        {
            json.WriteNull("finishedAt");
        }

        json.WriteString("command", run.Command);
        if (run.Parent is not null)
        {
            json.WriteString("parent", run.Parent);
            json.WritePropertyName("variant");
            json.WriteRawValue(run.Variant ?? "{}");
        }

        json.WriteStartObject("stepCounts");
        foreach (var (state, count) in Counts(run))
        {
            json.WriteNumber(Values.Name(state), count);
        }

        json.WriteEndObject();
    }

    private static IEnumerable<(StepState Key, int Value)> Counts(RunRecord run) => run.StepCounts
        .GroupBy(c => RunOwner.StateOf(run, c.Key), (state, counts) => (state, counts.Sum(c => c.Value)))
        .OrderBy(c => c.state);
}
