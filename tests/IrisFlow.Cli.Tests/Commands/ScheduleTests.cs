using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests.Commands;

public sealed class ScheduleTests : IDisposable
{
    private const string Flow = """
        {
          "format": 1, "workflow": "nightly", "parameters": { "least": { "type": "integer", "default": 1 } },
          "schedule": { "cron": "30 2 * * *", "zone": "Europe/Berlin", "parameters": { "least": 2 }, "startDeadline": "1h", "pauseAfter": 2 },
          "steps": { "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } }, "keep": { "uses": "data.filter", "from": { "rows": "load.rows" }, "with": { "keep": "n >= ${least}" } } }
        }
        """;

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Of("nightly", Flow, ("rows.csv", "n\n1\n2\n3\n"));

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_schedule_is_shown_in_words_paused_resumed_and_run_by_hand()
    {
        var shown = await _workspace.RunAsync("schedules", "show", "nightly");
        Assert.Contains("At 02:30 every day (Europe/Berlin)", shown.Out, StringComparison.Ordinal);
        Assert.Contains("A tick that could not begin within 1h is missed.", shown.Out, StringComparison.Ordinal);
        Assert.Contains("It pauses after 2 failed runs in a row.", shown.Out, StringComparison.Ordinal);

        (await _workspace.RunAsync("schedules", "pause", "nightly")).Refuses(2, "IF802", "irisflow schedules pause --help");
        (await _workspace.RunAsync("schedules", "pause", "nightly", "--reason", "holidays")).Succeeds();
        Assert.Contains("holidays", (await _workspace.RunAsync("schedules", "show", "nightly")).Out, StringComparison.Ordinal);
        (await _workspace.RunAsync("schedules", "pause", "nightly", "--reason", "again")).Refuses(5, "IF487", "irisflow schedules resume nightly");

        var run = (await _workspace.JsonAsync("schedules", "run", "nightly"))["run"]!.GetValue<string>();
        Assert.Equal(2, (int?)(await _workspace.JsonAsync("show", run))["parameters"]!["least"]);
        (await _workspace.RunAsync("schedules", "resume", "nightly")).Succeeds();
        var listed = (await _workspace.RunAsync("schedules")).Out;
        Assert.Contains("active", listed, StringComparison.Ordinal);
        Assert.Contains("succeeded", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_what_to_type_next()
    {
        (await _workspace.RunAsync("schedules", "show", "nigthly")).Refuses(4, "IF805", "Did you mean 'nightly'?");
        (await _workspace.RunAsync("schedules", "resume", "nightly")).Refuses(5, "IF487", "irisflow schedules show nightly");
        _workspace.Write("workflows/nightly/nightly.flow.json", Flow.Replace("Europe/Berlin", "Berlin", StringComparison.Ordinal));
        (await _workspace.RunAsync("check", "nightly")).Refuses(2, "IF462", "Did you mean 'Europe/Berlin'?");
        (await _workspace.RunAsync("schedules", "run", "nightly")).Refuses(2, "IF462", "Europe/Berlin");
        Assert.Contains("invalid", (await _workspace.RunAsync("schedules")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_a_workflow_without_a_schedule_loads_nothing_that_reads_cron_patterns()
    {
        var trace = _workspace.At("trace.txt");
        _workspace.Write("workflows/plain/plain.flow.json", """{ "format": 1, "workflow": "plain", "steps": { "load": { "uses": "data.read-csv", "with": { "path": "../nightly/rows.csv" } } } }""");
        var run = await PublishedProgram.RunOtherAsync("strace", _workspace.Root, ["-f", "-e", "trace=openat", "-o", trace, PublishedProgram.Path, "run", "plain"]);

        Assert.True(run.ExitCode == 0, run.ToString());
        var opened = File.ReadAllText(trace);
        Assert.Contains("IrisFlow.Engine.dll", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("Quartz.dll", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("IrisFlow.Scheduling.dll", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("zoneinfo", opened, StringComparison.Ordinal);
    }
}
