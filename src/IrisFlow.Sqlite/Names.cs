using System.Text.Json;

namespace IrisFlow.Sqlite;

/// <summary>States as the database writes them: in words, for whoever opens it with another tool.</summary>
internal static class Names
{
    private static readonly string[] Runs = [.. Enum.GetNames<RunState>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
    private static readonly string[] Steps = [.. Enum.GetNames<StepState>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
    private static readonly string[] Roles = [.. Enum.GetNames<Role>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
    private static readonly string[] Outcomes = [.. Enum.GetValues<TickOutcome>().Select(Tick.Name)];
    private static readonly string[] Triggers = [.. Enum.GetValues<TickTrigger>().Select(Tick.Name)];

    public static TickOutcome TickOutcome(string name) => (TickOutcome)Array.IndexOf(Outcomes, name);

    public static TickTrigger TickTrigger(string name) => (TickTrigger)Array.IndexOf(Triggers, name);

    public static string Of(Role role) => Roles[(int)role];

    public static Role Role(string name) => (Role)Array.IndexOf(Roles, name);

    public static string Of(RunState state) => Runs[(int)state];

    public static string Of(StepState state) => Steps[(int)state];

    public static RunState RunState(string name) => (RunState)Array.IndexOf(Runs, name);

    public static StepState StepState(string name) => (StepState)Array.IndexOf(Steps, name);
}
