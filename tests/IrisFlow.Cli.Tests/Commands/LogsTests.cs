using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;
using IrisFlow.Testing.Schemas;

namespace IrisFlow.Cli.Tests;

public sealed class LogsTests : IDisposable
{
    private const string Waits = """
        using IrisFlow;

        namespace Logs;

        /// <summary>Says that it waits, and ends when a file is there.</summary>
        [Activity("logs.wait")]
        public sealed class Wait : Activity
        {
            /// <summary>One row.</summary>
            public Out<Table> Rows { get; } = new();

            /// <inheritdoc/>
            protected override async Task RunAsync(StepContext step)
            {
                step.Say("waiting");
                while (!File.Exists(step.Environment.PathOf("go")))
                {
                    await Task.Delay(5, step.Cancellation);
                }

                step.Write(Rows, Table.Of(("n", Column.Of(1))));
            }
        }
        """;

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Of(
        "waits", """{ "format": 1, "workflow": "waits", "steps": { "wait": { "uses": "logs.wait" } } }""", ("Wait.cs", Waits));

    public void Dispose() => _workspace.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Following_shows_events_as_they_happen_and_ends_with_the_run()
    {
        using var run = _workspace.Start("run", "waits", "-q");
        while (!(await _workspace.RunAsync("logs", "latest")).Out.Contains("waiting", StringComparison.Ordinal))
        {
            Assert.False(run.HasExited);
        }

        using var follow = _workspace.Start("logs", "latest", "--follow", "--json");
        var seen = new List<JsonNode>();
        while (await follow.StandardOutput.ReadLineAsync() is { } line)
        {
            seen.Add(JsonNode.Parse(line)!);
            Assert.Empty(JsonSchema.Problems("event", seen[^1]));
            if ((string?)seen[^1]["event"] == "step-said")
            {
                // It was told while the run went on; only now may it end.
                Assert.False(run.HasExited);
                _workspace.Write("workflows/waits/go", "");
            }
        }

        await follow.WaitForExitAsync();
        await run.WaitForExitAsync();

        Assert.Equal((0, 0), (follow.ExitCode, run.ExitCode));
        Assert.Equal(["run-started", "step-started", "step-said", "step-succeeded", "run-succeeded"], seen.Select(e => (string?)e["event"]));
        Assert.Equal(seen.Select(e => (long)e["sequence"]!).Order().Distinct(), seen.Select(e => (long)e["sequence"]!));
    }
}
