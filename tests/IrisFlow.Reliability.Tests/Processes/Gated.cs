using System.Diagnostics;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests.Processes;

/// <summary>A workflow whose middle step waits until the test lets it go: <c>first</c> → <c>middle</c> → <c>last</c>.</summary>
internal static class Gated
{
    public const string Name = "gated";

    private const string Source = """
        using IrisFlow;

        namespace Gates;

        /// <summary>Numbers the rows anew.</summary>
        [Activity("gates.number")]
        public sealed class Number : Activity
        {
            /// <summary>Rows.</summary>
            [Port("rows")]
            public required In<Table> Given { get; init; }

            /// <summary>The same rows.</summary>
            [Port("rows")]
            public Out<Table> Passed { get; } = new();

            /// <inheritdoc/>
            protected override Task RunAsync(StepContext step)
            {
                step.Write(Passed, step.Read(Given).With("number", Column.Of(System.Linq.Enumerable.Range(0, step.Read(Given).RowCount).Select(i => i + 1000L).ToArray())));
                return Task.CompletedTask;
            }
        }

        /// <summary>Waits until there is a file.</summary>
        [Activity("gates.wait")]
        public sealed class WaitForFile : Activity
        {
            /// <summary>Rows.</summary>
            [Port("rows")]
            public required In<Table> Given { get; init; }

            /// <summary>The same rows.</summary>
            [Port("rows")]
            public Out<Table> Passed { get; } = new();

            /// <inheritdoc/>
            protected override async Task RunAsync(StepContext step)
            {
                var rows = step.Read(Given);
                File.WriteAllText(step.Environment.PathOf($"waiting.{Environment.ProcessId}"), "");
                while (!File.Exists(step.Environment.PathOf("go")))
                {
                    await Task.Delay(20, step.Cancellation);
                }

                step.Write(Passed, rows);
            }
        }
        """;

    public static ProgramWorkspace Workspace()
    {
        var workspace = ProgramWorkspace.Of(
            Name,
            """
            {
              "format": 1,
              "workflow": "gated",
              "steps": {
                "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } },
                "first": { "uses": "gates.number", "from": { "rows": "load.rows" } },
                "middle": { "uses": "gates.wait", "from": { "rows": "first.rows" } },
                "last": { "uses": "data.filter", "from": { "rows": "middle.rows" }, "with": { "keep": "n >= 2" } }
              }
            }
            """,
            ("rows.csv", "n\n1\n2\n3\n"));
        workspace.Write("workflows/gated/Gates.cs", Source);
        return workspace;
    }

    /// <summary>Starts the program with a short lease.</summary>
    public static Process StartWithLease(this ProgramWorkspace workspace, params string[] arguments)
    {
        var start = PublishedProgram.StartInfo(workspace.Root, arguments, new Dictionary<string, string?> { ["IRISFLOW_LEASE"] = "2" });
        return Process.Start(start)!;
    }

    /// <summary>Ends when the middle step waits in a process.</summary>
    public static Task UntilWaitingAsync(this ProgramWorkspace workspace, params int[] processes) => UntilAsync(
        () => processes.Any(p => File.Exists(workspace.At($"workflows/gated/waiting.{p}"))));

    public static void Go(this ProgramWorkspace workspace) => workspace.Write("workflows/gated/go", "");

    /// <summary>A run that was killed while its middle step waited: what came before is committed.</summary>
    public static async Task<string> InterruptedAsync(this ProgramWorkspace workspace)
    {
        using var process = workspace.StartWithLease("run", Name);
        await workspace.UntilWaitingAsync(process.Id);
        await workspace.UntilAsync("SELECT 1 FROM steps WHERE step = 'first' AND state = 'succeeded'");
        process.Kill();
        await process.WaitForExitAsync();
        return (string)(await workspace.QueryAsync("SELECT max(id) AS id FROM runs"))[0]["id"]!;
    }

    /// <summary>Asks again until the answer is yes; the test's own timeout ends it.</summary>
    public static async Task UntilAsync(Func<bool> asked)
    {
        while (!asked())
        {
            await Task.Delay(10);
        }
    }

    public static async Task SignalAsync(this Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>How a process ended and what it said.</summary>
    public static async Task<ProgramResult> EndAsync(this Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output, await error);
    }
}
