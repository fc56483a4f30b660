using System.Text.Json;
using IrisFlow.Hosting.Schedules;

namespace IrisFlow.Hosting.Documents;

/// <summary>Schedules and their ticks as JSON; <c>src/docs/schemas/schedule.schema.json</c> is their contract.</summary>
public static class ScheduleJson
{
    /// <summary>Writes a schedule as it is looked at.</summary>
    public static void Write(Utf8JsonWriter json, ScheduleView view)
    {
        var schedule = view.Of.Schedule;
        json.WriteStartObject();
        json.WriteString("workflow", view.Of.Workflow);
        json.WriteString("cron", schedule.Cron);
        json.WriteString("zone", schedule.Zone);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in schedule.Parameters)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value?.ToJsonString() ?? "null");
        }

        json.WriteEndObject();
        json.WritePropertyName("catchUp");
        json.WriteRawValue(ScheduleText.Write(schedule.CatchUp).ToJsonString());
        json.WriteString("overlap", ScheduleText.Name(schedule.Overlap));
        Number(json, "startDeadline", (long?)schedule.StartDeadline?.TotalMilliseconds);
        Number(json, "pauseAfter", schedule.PauseAfter);
        json.WriteString("revision", schedule.Revision);
        json.WriteString("state", view.StateName);
        Pause(json, view.State?.Pause);
        Words(json, ScheduleWords.Of(view.Of));
        Times(json, view.Next);
        json.WritePropertyName("last");
        if (view.Last is { } last)
        {
            Write(json, last);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumber("failures", view.Failures);
        ErrorJson.Findings(json, view.Of.Findings);
        json.WriteEndObject();
    }

    /// <summary>Writes what a schedule would do that is not saved.</summary>
    public static void Preview(Utf8JsonWriter json, ScheduledWorkflow scheduled, DateTimeOffset now)
    {
        json.WriteStartObject();
        Words(json, ScheduleWords.Of(scheduled));
        Times(json, ScheduleView.NextOf(scheduled, now));
        ErrorJson.Findings(json, scheduled.Findings);
        json.WriteEndObject();
    }

    /// <summary>Writes a tick.</summary>
    public static void Write(Utf8JsonWriter json, TickView view)
    {
        json.WriteStartObject();
        json.WriteString("at", Tick.Text(view.Tick.At));
        json.WriteString("zoned", view.Zoned);
        json.WriteString("outcome", Tick.Name(view.Tick.Outcome));
        json.WriteString("reason", view.Tick.Reason);
        json.WriteString("run", view.Tick.Run);
        json.WriteString("runState", view.RunState is { } state ? Names.Of(state) : null);
        json.WriteString("trigger", Tick.Name(view.Tick.Trigger));
        json.WriteString("decidedAt", view.Tick.DecidedAt);
        json.WriteEndObject();
    }

    /// <summary>Writes which tick of a schedule a run belongs to, where it does.</summary>
    public static void Of(Utf8JsonWriter json, Tick? tick)
    {
        if (tick is not null)
        {
            json.WriteStartObject("schedule");
            json.WriteString("for", Tick.Text(tick.At));
            json.WriteString("trigger", Tick.Name(tick.Trigger));
            json.WriteEndObject();
        }
    }

    private static void Times(Utf8JsonWriter json, IReadOnlyList<ScheduleTime> times)
    {
        json.WriteStartArray("next");
        foreach (var time in times)
        {
            json.WriteStartObject();
            json.WriteString("at", Tick.Text(time.At));
            json.WriteString("zoned", time.Zoned);
            json.WriteString("dst", time.Change switch { ClockChange.Gap => "gap", ClockChange.Fold => "fold", ClockChange.SameDay => "change", _ => null });
            json.WriteString("note", time.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Words(Utf8JsonWriter json, ScheduleWords? words)
    {
        json.WritePropertyName("words");
        if (words is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("when", words.When);
        json.WriteString("catchUp", words.CatchUp);
        json.WriteString("overlap", words.Overlap);
        json.WriteString("deadline", words.Deadline);
        json.WriteString("pause", words.Pause);
        json.WriteEndObject();
    }

    private static void Pause(Utf8JsonWriter json, SchedulePause? pause)
    {
        json.WritePropertyName("paused");
        if (pause is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("at", pause.At);
        json.WriteString("by", pause.By);
        json.WriteString("reason", pause.Reason);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
