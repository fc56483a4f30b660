using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

/// <summary>A workspace whose own activities do what activities should not: wait, throw, end the process, forget an output.</summary>
internal static class Trouble
{
    /// <summary>What an activity says on stderr when it has begun to wait.</summary>
    public const string Waiting = "the activity waits";

    private const string Source = """
        using IrisFlow;

        namespace Troubled;

        /// <summary>Reads rows and does something to the run.</summary>
        [Activity("trouble.make")]
        public sealed class MakeTrouble : Activity
        {
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
                switch (How)
                {
                    case "wait":
                        Console.Error.WriteLine("the activity waits");
                        await Task.Delay(Timeout.Infinite, step.Cancellation);
                        break;
                    case "not listen":
                        Console.Error.WriteLine("the activity waits");
                        await Task.Delay(Timeout.Infinite);
                        break;
                    case "throw":
                        throw new InvalidDataException("the rows look wrong");
                    case "exit":
                        Environment.Exit(77);
                        break;
                    case "write twice":
                        step.Write(Passed, rows);
                        step.Write(Passed, rows);
                        break;
                    case "pass on":
                        step.Write(Passed, rows);
                        break;
                }
            }
        }
        """;

    /// <summary>A workflow <c>trouble</c>: <c>load</c>, and <c>after</c>, which makes the trouble.</summary>
    public static ProgramWorkspace Workspace(string how)
    {
        var workspace = ProgramWorkspace.Of(
            "trouble",
            $$"""
            {
              "format": 1,
              "workflow": "trouble",
              "steps": {
                "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } },
                "after": { "uses": "trouble.make", "from": { "rows": "load.rows" }, "with": { "how": "{{how}}" } }
              }
            }
            """,
            ("rows.csv", "n\n1\n2\n3\n"));
        workspace.Write("workflows/trouble/MakeTrouble.cs", Source);
        return workspace;
    }
}
