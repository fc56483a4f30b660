using System.Text.Json;
using IrisFlow.Engine.Run;

namespace IrisFlow.Hosting.Documents;

/// <summary>What is said of a run wherever it is named.</summary>
public static class RunHeadJson
{
    /// <summary>The state of a run as it is now.</summary>
    public static string State(RunRecord run) => Names.Of(RunOwner.StateOf(run));

    /// <summary>Writes the members of a run's document that tell which run it is and how far it is.</summary>
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
            json.WriteNumber(Names.Of(state), count);
        }

        json.WriteEndObject();
    }

    /// <summary>How many steps are in each state now.</summary>
    public static IEnumerable<(StepState Key, int Value)> Counts(RunRecord run) => run.StepCounts
        .GroupBy(c => RunOwner.StateOf(run, c.Key), (state, counts) => (state, counts.Sum(c => c.Value)))
        .OrderBy(c => c.state);
}
