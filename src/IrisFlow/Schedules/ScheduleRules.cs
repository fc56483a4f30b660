using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>Rules on schedules, the same for one of a file and for one of C#.</summary>
public static class ScheduleRules
{
    /// <summary>The parameter that is given the instant of the tick, where a workflow declares it as a text.</summary>
    public const string ScheduledFor = "scheduledFor";

    /// <summary>What a zone looks like, for messages.</summary>
    internal const string ZoneForm = "It is an IANA name, such as \"Europe/Berlin\" or \"UTC\".";

    /// <summary>What is wrong with a schedule.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="parameters">The parameters of its workflow; null where they are not known.</param>
    public static IReadOnlyList<Finding> Check(Schedule schedule, IReadOnlyList<WorkflowParameter>? parameters)
    {
        var findings = new List<Finding>();
        void Report(string rule, string key, string message, string? expected, Severity severity = Severity.Error) =>
            findings.Add(new(rule, message) { Severity = severity, Pointer = "/schedule/" + key, Expected = expected });

        var pattern = CronPattern.Read(schedule.Cron, (rule, found, expected) => Report(rule, "cron", found, expected));
        if (pattern is { Comes: false })
        {
            Report("IF463", "cron", $"The cron pattern '{schedule.Cron}' never comes: no month that it names has such a day.", "A day that one of the months has.");
        }
        else if (pattern is { IsEither: true })
        {
            Report("IF469", "cron", $"The cron pattern '{schedule.Cron}' names days of the month and weekdays: it runs on either.", "As crontab does; give * for one of the two where that is not meant.", Severity.Warning);
        }

        if (FindZone(schedule.Zone) is null)
        {
            Report("IF462", "zone", $"There is no time zone '{schedule.Zone}'.", NearestZone(schedule.Zone));
        }

        Amounts(schedule, (rule, key, found, expected) => Report(rule, key, found, expected));
        if (parameters is not null)
        {
            Parameters(schedule, parameters, (key, found, expected) => Report("IF466", key, found, expected));
        }

        return findings;
    }

    /// <summary>The time zone of an IANA name; null where there is none.</summary>
    public static TimeZoneInfo? FindZone(string name) =>
        name.Length is > 0 and < 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && zone.Id == name ? zone : null;

    private static string NearestZone(string name)
    {
        var names = TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId).Select(z => z.Id).ToList();

        // A city alone is what most people type.
        var near = names.Find(n => n.Equals(name, StringComparison.OrdinalIgnoreCase) || n[(n.LastIndexOf('/') + 1)..].Equals(name.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase))
            ?? NearMiss.Of(name, names);
        return near is null ? ZoneForm : $"Did you mean '{near}'? {ZoneForm}";
    }

    private static void Amounts(Schedule schedule, Action<string, string, string, string> report)
    {
        if (schedule.CatchUp is { IsEach: true, Most: < 1 or > CatchUp.Limit } all)
        {
            report("IF464", "catchUp", $"The value of 'all' is {all.Most}.", $"It goes from 1 to {CatchUp.Limit}.");
        }

        if (!Enum.IsDefined(schedule.Overlap))
        {
            report("IF465", "overlap", $"The value of 'overlap' is {schedule.Overlap}.", $"It is one of {string.Join(", ", Enum.GetValues<Overlap>().Select(ScheduleText.Name))}.");
        }

        if (schedule.StartDeadline is { } deadline && (deadline <= TimeSpan.Zero || deadline > Schedule.LongestDeadline || deadline.Ticks % TimeSpan.TicksPerMillisecond != 0))
        {
            report("IF467", "startDeadline", $"The value of 'startDeadline' is {QuantityText.Write(deadline)}.", $"It is more than 0 and at most {QuantityText.Write(Schedule.LongestDeadline)}, in whole milliseconds; leave it out for none.");
        }

        if (schedule.PauseAfter is < 1 or > Schedule.MostFailures)
        {
            report("IF468", "pauseAfter", $"The value of 'pauseAfter' is {schedule.PauseAfter}.", $"It goes from 1 to {Schedule.MostFailures}; leave it out to go on however many fail.");
        }
    }

    private static void Parameters(Schedule schedule, IReadOnlyList<WorkflowParameter> declared, Action<string, string, string> report)
    {
        foreach (var (name, value) in schedule.Parameters)
        {
            var place = JsonDocumentText.Pointer("parameters", name);
            if (declared.FirstOrDefault(p => p.Name == name) is not { } parameter)
            {
                report(place, $"The workflow has no parameter '{name}'.", NearMiss.OneOf(name, declared.Select(p => p.Name), "Its parameters are"));
            }
            else if (value is null || !ParameterRules.Fits(value, parameter.Type))
            {
                report(place, $"Parameter '{name}' is {value?.ToJsonString() ?? "null"}.", $"It should be of type {parameter.Type}.");
            }
        }

        foreach (var parameter in declared.Where(p => p.Default is null && !schedule.Parameters.ContainsKey(p.Name) && p is not { Name: ScheduledFor, Type: "string" }))
        {
            report("parameters", $"Parameter '{parameter.Name}' has no value.", $"It has no default: give the schedule one, of type {parameter.Type}.");
        }
    }
}
