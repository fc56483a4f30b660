using IrisFlow.Testing.Program;
using IrisFlow.Testing.Schemas;

namespace IrisFlow.Cli.Tests;

public class CancelTests
{
    private const string Source = """
        using IrisFlow;

        namespace Waits;

        /// <summary>Waits until it is cancelled.</summary>
        [Activity("waits.forever")]
        public sealed class WaitForever : Activity
        {
            /// <summary>Rows.</summary>
            [Port("rows")]
            public required In<Table> Given { get; init; }

            /// <summary>The same rows.</summary>
            [Port("rows")]
            public Out<Table> Passed { get; } = new();

            /// <inheritdoc/>
            protected override async Task RunAsync(StepContext step) => await Task.Delay(System.Threading.Timeout.Infinite, step.Cancellation);
        }
        """;

    [Fact]
    public async Task A_run_in_another_terminal_ends_when_it_is_cancelled_and_keeps_what_is_finished()
    {
        using var workspace = ProgramWorkspace.Of(
            "waits",
            """
            {
              "format": 1,
              "workflow": "waits",
              "steps": {
                "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } },
                "wait": { "uses": "waits.forever", "from": { "rows": "load.rows" } }
              }
            }
            """,
            ("rows.csv", "n\n1\n"));
        workspace.Write("workflows/waits/Waits.cs", Source);
        using var running = workspace.Start("run", "waits");
        while ((await workspace.RunAsync("logs", "latest")).Out is var said && !said.Contains("wait: started", StringComparison.Ordinal))
        {
            Assert.False(running.HasExited);
        }

        var cancelled = await workspace.JsonAsync("cancel", "latest");
        await running.WaitForExitAsync();
        var shown = await workspace.JsonAsync("show", "latest");

        Assert.Empty(JsonSchema.Problems("cancel", cancelled));
        Assert.Equal(130, running.ExitCode);
        Assert.Equal("cancelled", shown["state"]!.GetValue<string>());
        Assert.Equal(["succeeded", "cancelled"], shown["steps"]!.AsArray().Select(s => s!["state"]!.GetValue<string>()));
        var again = await workspace.RunAsync("cancel", "latest");
        Assert.Equal((5, true), (again.ExitCode, again.Error.Contains("IF898", StringComparison.Ordinal)));
    }
}
