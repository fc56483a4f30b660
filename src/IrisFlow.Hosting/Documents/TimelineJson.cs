using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>When the steps of a run were worked on: every try by itself, and for what was reused the try that made it.</summary>
public static class TimelineJson
{
    /// <summary>Writes the list under <c>timeline</c>, in the order of the steps.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="store">Where the run is tracked.</param>
    /// <param name="run">The run.</param>
    /// <param name="steps">Its steps.</param>
    public static void Write(Utf8JsonWriter json, IRunStore store, RunRecord run, IReadOnlyList<StepRecord> steps)
    {
        var tries = new TriesOfRuns(store);
        json.WriteStartArray("timeline");
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Name);
            Attempts(json, tries.Of(run.Id, step.Name));
            Maker(json, store, tries, step);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The same of one step, as members of an object.</summary>
    public static void Step(Utf8JsonWriter json, IRunStore store, RunRecord run, StepRecord step)
    {
        var tries = new TriesOfRuns(store);
        Attempts(json, tries.Of(run.Id, step.Name));
        Maker(json, store, tries, step);
    }

    private static void Attempts(Utf8JsonWriter json, IEnumerable<AttemptRecord> attempts)
    {
        json.WriteStartArray("attempts");
        foreach (var attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteNumber("attempt", attempt.Number);
            json.WriteString("state", attempt.State);
            json.WriteString("startedAt", attempt.StartedAt);
            if (attempt.FinishedAt is { } end)
            {
                json.WriteString("finishedAt", end);
            }
            else
            {
                json.WriteNull("finishedAt");
            }

            if (attempt.Error is not null)
            {
                json.WriteString("error", attempt.Error);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Maker(Utf8JsonWriter json, IRunStore store, TriesOfRuns tries, StepRecord step)
    {
        if (step is not { State: StepState.Reused, Key: { } key } || store.FindCached(key) is not { } made)
        {
            json.WriteNull("reusedFrom");
            return;
        }

        json.WriteStartObject("reusedFrom");
        json.WriteString("run", made.Run);
        json.WriteString("step", made.Step);
        json.WriteString("at", made.CreatedAt);
        if (tries.Of(made.Run, made.Step).LastOrDefault() is { FinishedAt: { } end } last)
        {
            json.WriteNumber("milliseconds", Math.Round((end - last.StartedAt).TotalMilliseconds, 3));
        }

        json.WriteEndObject();
    }

    /// <summary>The tries of runs, each run asked for once.</summary>
    private sealed class TriesOfRuns(IRunStore store)
    {
        private readonly Dictionary<string, ILookup<string, AttemptRecord>> _runs = [];

        public IEnumerable<AttemptRecord> Of(string run, string step)
        {
            if (!_runs.TryGetValue(run, out var tries))
            {
                _runs[run] = tries = store.Attempts(run).ToLookup(a => a.Step);
            }

            return tries[step];
        }
    }
}
