using System.Diagnostics;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

/// <summary>A workspace with a step that does the worst that code can do to its process, isolated, and steps beside it that must not suffer.</summary>
internal static class Trap
{
    private const string Source = """
        using System.Runtime.CompilerServices;
        using IrisFlow;

        namespace Trapped;

        /// <summary>Reads rows and does something to its process.</summary>
        [Activity("trap.spring")]
        public sealed class SpringTrap : Activity
        {
            private static readonly List<byte[]> Hoard = [];

            /// <summary>What it does.</summary>
            public required string How { get; init; }

            /// <summary>Rows to pass on.</summary>
            [Port("rows")]
            public required In<Table> Given { get; init; }

            /// <summary>The same rows.</summary>
            [Port("rows")]
            public Out<Table> Passed { get; } = new();

            /// <inheritdoc/>
            protected override async Task RunAsync(StepContext step)
            {
                var rows = step.Read(Given);
                step.Report(0.5);
                Console.WriteLine("the trap is sprung");
                switch (How)
                {
                    case "overflow":
                        Deeper(1);
                        break;
                    case "hoard":
                        while (true)
                        {
                            Hoard.Add(new byte[1 << 20]);
                        }
                    case "exit":
                        Environment.Exit(3);
                        break;
                    case "fail fast":
                        Environment.FailFast("beyond repair");
                        break;
                    case "die once":
                        if (step.Attempt == 1)
                        {
                            Environment.Exit(3);
                        }

                        break;
                    case "wait":
                        Console.Error.WriteLine($"waits as {Environment.ProcessId}");
                        File.WriteAllText(step.Environment.PathOf("pid"), $"{Environment.ProcessId}");
                        Thread.Sleep(Timeout.Infinite);
                        break;
                    case "listen":
                        File.WriteAllText(step.Environment.PathOf("pid"), $"{Environment.ProcessId}");
                        await Task.Delay(Timeout.Infinite, step.Cancellation);
                        break;
                    case "threads":
                        for (var i = 0; i < 300; i++)
                        {
                            new Thread(() => Thread.Sleep(Timeout.Infinite)).Start();
                        }

                        break;
                    case "throw":
                        throw new InvalidDataException("the rows look wrong");
                    case "warn":
                        step.Warn("a word of warning");
                        break;
                }

                step.Write(Passed, rows);
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static int Deeper(int n) => Deeper(n + 1) + n;
        }
        """;

    /// <summary><c>load</c>; <c>trap</c>, isolated; <c>after</c> it; and <c>beside</c>, which needs only the first.</summary>
    /// <param name="how">What the trap does.</param>
    /// <param name="policy">More of its policy, as JSON that follows a comma.</param>
    public static ProgramWorkspace Workspace(string how, string policy = "")
    {
        var workspace = ProgramWorkspace.Of(
            "trap",
            $$"""
            {
              "format": 1,
              "workflow": "trap",
              "steps": {
                "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } },
                "trap": {
                  "uses": "trap.spring", "from": { "rows": "load.rows" }, "with": { "how": "{{how}}" },
                  "policy": { "isolate": "process", "onFailure": "continue"{{policy}} }
                },
                "after": { "uses": "data.filter", "from": { "rows": "trap.rows" }, "with": { "keep": "n > 1" } },
                "beside": { "uses": "data.filter", "from": { "rows": "load.rows" }, "with": { "keep": "n > 2" } }
              }
            }
            """,
            ("rows.csv", "n\n1\n2\n3\n"));
        workspace.Write("workflows/trap/SpringTrap.cs", Source);
        return workspace;
    }

    /// <summary>The id of the isolated process, once it has written it down.</summary>
    public static async Task<int> ChildAsync(this ProgramWorkspace workspace, Process parent)
    {
        while (!parent.HasExited)
        {
            if (workspace.Child() is { } id)
            {
                return id;
            }

            await Task.Yield();
        }

        throw new InvalidOperationException($"The program ended with exit code {parent.ExitCode} before the trap was sprung.");
    }

    /// <summary>The id of the isolated process; null before it has written it down.</summary>
    public static int? Child(this ProgramWorkspace workspace) =>
        File.Exists(workspace.At("workflows/trap/pid")) && int.TryParse(workspace.Read("workflows/trap/pid"), out var id) ? id : null;

    /// <summary>Ends when a process is gone, or only waits to be collected; the test's own timeout ends the wait.</summary>
    public static async Task GoneAsync(int process)
    {
        while (File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal))
        {
            await Task.Yield();
        }
    }
}
