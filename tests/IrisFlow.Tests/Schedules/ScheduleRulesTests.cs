namespace IrisFlow.Tests.Schedules;

public class ScheduleRulesTests
{
    private static readonly Schedule Sound = new("30 2 * * *", "Europe/Berlin");
    private static readonly WorkflowParameter[] Parameters = [new("k", "integer", 2), new("name", "string", "x"), new("scheduledFor", "string", null)];

    [Fact]
    public void A_schedule_of_which_nothing_is_wrong_has_no_findings() => Assert.Empty(ScheduleRules.Check(Sound, Parameters));

    [Theory]
    [InlineData("", "IF460", "has 0 fields")]
    [InlineData("30 2 * *", "IF460", "has 4 fields")]
    [InlineData("0 0 30 2 * * 2027", "IF460", "has 7 fields")]
    [InlineData("@dayly", "IF460", "Did you mean '@daily'?")]
    [InlineData("60 2 * * *", "IF461", "'60' is no minute. It goes from 0 to 59.")]
    [InlineData("30 24 * * *", "IF461", "'24' is no hour. It goes from 0 to 23.")]
    [InlineData("30 2 0 * *", "IF461", "It goes from 1 to 31.")]
    [InlineData("30 2 * JNA *", "IF461", "Did you mean 'JAN'?")]
    [InlineData("30 2 * * MOM", "IF461", "Did you mean 'MON'?")]
    [InlineData("30 2 * * 8", "IF461", "0 and 7 are Sunday")]
    [InlineData("*/0 2 * * *", "IF461", "Behind the / stands a number")]
    [InlineData("30 22-5 * * *", "IF461", "runs backwards")]
    [InlineData("30 2,x * * *", "IF461", "'x' is no hour")]
    [InlineData("30 2 L-3 * *", "IF461", "is no day of the month")]
    [InlineData("? 2 * * *", "IF461", "is no minute")]
    [InlineData("30 2 30 2 *", "IF463", "never comes")]
    [InlineData("30 2 31 4,6 *", "IF463", "never comes")]
    public void A_cron_pattern_that_can_not_be_is_told_with_what_would_be_right(string cron, string rule, string said)
    {
        var finding = Assert.Single(ScheduleRules.Check(Sound with { Cron = cron }, Parameters));

        Assert.Equal((rule, "/schedule/cron", Severity.Error), (finding.Rule, finding.Pointer, finding.Severity));
        Assert.Contains(said, $"{finding.Message} {finding.Expected}", StringComparison.Ordinal);
    }

    [Fact]
    public void Every_wrong_field_is_told_at_once() => Assert.Equal(3, ScheduleRules.Check(Sound with { Cron = "60 25 * * nonday" }, Parameters).Count);

    [Fact]
    public void Days_and_weekdays_together_are_told_because_either_is_enough()
    {
        var finding = Assert.Single(ScheduleRules.Check(Sound with { Cron = "0 9 13 * FRI" }, Parameters));

        Assert.Equal(("IF469", Severity.Warning), (finding.Rule, finding.Severity));
        Assert.Empty(ScheduleRules.Check(Sound with { Cron = "0 9 */2 * FRI" }, Parameters));
    }

    [Theory]
    [InlineData("Berlin", "'Europe/Berlin'")]
    [InlineData("europe/berlin", "'Europe/Berlin'")]
    [InlineData("Europe/Berlni", "'Europe/Berlin'")]
    [InlineData("new york", "'America/New_York'")]
    [InlineData("W. Europe Standard Time", "IANA name")]
    [InlineData("../../etc/passwd", "IANA name")]
    [InlineData("", "IANA name")]
    public void A_zone_that_there_is_not_is_told_with_the_nearest(string zone, string said)
    {
        var finding = Assert.Single(ScheduleRules.Check(Sound with { Zone = zone }, Parameters));

        Assert.Equal(("IF462", "/schedule/zone"), (finding.Rule, finding.Pointer));
        Assert.Contains(said, finding.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_out_of_their_range_are_told()
    {
        var wrong = Sound with { CatchUp = CatchUp.All(101), Overlap = (Overlap)9, StartDeadline = TimeSpan.FromDays(31), PauseAfter = 0 };

        Assert.Equal(["IF464", "IF465", "IF467", "IF468"], ScheduleRules.Check(wrong, Parameters).Select(f => f.Rule));
        Assert.Equal("IF467", Assert.Single(ScheduleRules.Check(Sound with { StartDeadline = TimeSpan.Zero }, Parameters)).Rule);
        Assert.Equal("IF464", Assert.Single(ScheduleRules.Check(Sound with { CatchUp = CatchUp.All(0) }, Parameters)).Rule);
    }

    [Fact]
    public void Parameters_are_held_against_those_of_the_workflow()
    {
        var wrong = Sound with { Parameters = new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["K"] = 3, ["k"] = "three", ["name"] = null } };
        WorkflowParameter[] needed = [.. Parameters, new("path", "string", null)];

        var findings = ScheduleRules.Check(wrong, needed);

        Assert.All(findings, f => Assert.Equal("IF466", f.Rule));
        Assert.Equal(["/schedule/parameters/K", "/schedule/parameters/k", "/schedule/parameters/name", "/schedule/parameters"], findings.Select(f => f.Pointer));
        Assert.Contains("Did you mean 'k'?", findings[0].Expected, StringComparison.Ordinal);
        Assert.Contains("'path' has no value", findings[3].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30 2 * * *", "At 02:30 every day")]
    [InlineData("0 9,17 * * 1-5", "At 09:00 and 17:00 on Monday to Friday")]
    [InlineData("*/15 * * * *", "Every 15 minutes")]
    [InlineData("* * * * *", "Every minute")]
    [InlineData("* * * * * *", "Every second")]
    [InlineData("0 * * * *", "At minute 0 of every hour")]
    [InlineData("*/10 */2 * * *", "Every 10 minutes of every second hour")]
    [InlineData("0 0 1 * *", "At 00:00 on day 1 of the month")]
    [InlineData("0 0 L * *", "At 00:00 on the last day of the month")]
    [InlineData("0 0 * * 5L", "At 00:00 on the last Friday of the month")]
    [InlineData("0 0 * * 1#2", "At 00:00 on the second Monday of the month")]
    [InlineData("0 9 13 * FRI", "At 09:00 on day 13 of the month or on Friday")]
    [InlineData("0 9 */2 * MON", "At 09:00 on every second day of the month if that is on Monday")]
    [InlineData("0 12 * JAN,FEB SUN", "At 12:00 on Sunday in January and February")]
    [InlineData("30 0 12 * * *", "At 12:00:30 every day")]
    public void A_pattern_can_be_said_in_words(string cron, string words) => Assert.Equal(words, CronPattern.Read(cron, (_, _, _) => { })!.Words);
}
