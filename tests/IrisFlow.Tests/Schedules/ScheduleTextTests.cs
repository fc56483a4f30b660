using System.Text;

namespace IrisFlow.Tests.Schedules;

public class ScheduleTextTests
{
    private static readonly Catalog Nothing = new([]);

    [Fact]
    public void A_schedule_stands_between_parameters_and_steps_and_what_is_usual_is_left_out()
    {
        var flow = Workflow.Define("w", flow =>
        {
            flow.Parameter("k", 2);
            flow.Schedule = new("30 2 * * *", "Europe/Berlin") { CatchUp = CatchUp.Latest, Overlap = Overlap.Skip };
        });

        Assert.Equal(
            """
            {
              "format": 1,
              "workflow": "w",
              "parameters": {
                "k": {
                  "type": "integer",
                  "default": 2
                }
              },
              "schedule": {
                "cron": "30 2 * * *",
                "zone": "Europe/Berlin"
              },
              "steps": {}
            }

            """,
            WorkflowWriter.Write(flow, Nothing));
    }

    public static TheoryData<Schedule> Schedules =>
    [
        new("30 2 * * *", "Europe/Berlin"),
        new("*/5 * * * * *", "UTC") { CatchUp = CatchUp.None, Overlap = Overlap.Queue, PauseAfter = 1 },
        new("0 9 * * MON", "America/New_York") { CatchUp = CatchUp.All(1), Overlap = Overlap.Cancel, StartDeadline = TimeSpan.FromMinutes(90) },
        new("@daily", "Asia/Kathmandu") { CatchUp = CatchUp.All(24), Parameters = new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["z"] = 0.5, ["a"] = "b" } },
    ];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_schedule_of_CSharp_and_one_of_a_file_are_the_same_without_loss(Schedule schedule)
    {
        var flow = Workflow.Define("w", flow => flow.Schedule = schedule);
        var text = WorkflowWriter.Write(flow, Nothing);

        var read = WorkflowReader.Read(Encoding.UTF8.GetBytes(text), "w.flow.json");

        Assert.Equal(schedule, read.Schedule);
        Assert.Equal(schedule.Revision, read.Schedule!.Revision);
        Assert.Equal(text, WorkflowWriter.Write(read, Nothing));
    }

    [Fact]
    public void Another_wording_is_another_revision_and_the_order_of_parameters_is_none()
    {
        Schedule Of(string json) => WorkflowReader.Read(Encoding.UTF8.GetBytes($$"""{ "format": 1, "workflow": "w", "schedule": {{json}}, "steps": {} }"""), "w").Schedule!;
        var one = Of("""{ "cron": "0 0 * * *", "zone": "UTC", "parameters": { "a": 1, "b": 2 }, "catchUp": "latest" }""");

        Assert.Equal(one.Revision, Of("""{ "zone": "UTC", "cron": "0 0 * * *", "parameters": { "b": 2, "a": 1 }, "overlap": "skip" }""").Revision);
        Assert.NotEqual(one.Revision, Of("""{ "cron": "0 0 * * *", "zone": "UTC", "parameters": { "a": 1, "b": 3 } }""").Revision);
        Assert.NotEqual(one.Revision, Of("""{ "cron": "0 1 * * *", "zone": "UTC", "parameters": { "a": 1, "b": 2 } }""").Revision);
    }

    [Fact]
    public void What_can_not_be_read_is_told_at_once_with_its_place()
    {
        var text = """
            {
              "format": 1,
              "workflow": "w",
              "schedule": { "cron": 5, "catchup": 1, "catchUp": { "all": "x" }, "overlap": "que", "startDeadline": "1 hour", "pauseAfter": 1.5, "parameters": [] },
              "steps": {}
            }
            """;

        var problem = Assert.Throws<IrisFlowException>(() => WorkflowReader.Read(Encoding.UTF8.GetBytes(text), "w.flow.json"));

        Assert.Equal(["IF007", "IF460", "IF462", "IF464", "IF465", "IF466", "IF467", "IF468"], problem.Findings.Select(f => f.Rule).Order());
        Assert.Contains(problem.Findings, f => f is { Rule: "IF007", Line: 4, Pointer: "/schedule/catchup" } && f.Expected!.Contains("Did you mean 'catchUp'?", StringComparison.Ordinal));
        Assert.Contains(problem.Findings, f => f is { Rule: "IF465", Pointer: "/schedule/overlap" } && f.Expected!.Contains("queue", StringComparison.Ordinal));
    }

    [Fact]
    public void A_schedule_that_differs_is_part_of_the_difference_of_two_wordings()
    {
        var before = Workflow.Define("w", flow => flow.Schedule = new("0 0 * * *", "UTC") { PauseAfter = 2 });
        var after = before with { Schedule = new("0 1 * * *", "UTC") { PauseAfter = 2 } };

        var change = Assert.Single(WorkflowDiff.Of(before, after, Nothing).Schedule);

        Assert.Equal(("/cron", "0 0 * * *", "0 1 * * *"), (change.Path, change.Before!.GetValue<string>(), change.After!.GetValue<string>()));
        Assert.Equal(3, WorkflowDiff.Of(before with { Schedule = null }, before, Nothing).Schedule.Count);
        Assert.True(WorkflowDiff.Of(before, before, Nothing).IsEmpty);
    }
}
