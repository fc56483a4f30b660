using System.Text;

namespace IrisFlow.Benchmarks;

/// <summary>Chains of trivial steps, each of which persists a one-row table durably: what the engine itself costs.</summary>
internal static class Chain
{
    private const string Activity = """
        using IrisFlow;

        namespace Chain;

        /// <summary>Passes on a one-row table with a number one larger.</summary>
        [Activity("chain.count")]
        public sealed class Count : Activity
        {
            /// <summary>The number so far.</summary>
            [Port("rows")]
            public In<Table>? Before { get; init; }

            /// <summary>How many rows the first of them gives.</summary>
            public int Length { get; init; } = 1;

            /// <summary>One more.</summary>
            [Port("rows")]
            public Out<Table> After { get; } = new();

            /// <inheritdoc/>
            protected override Task RunAsync(StepContext step)
            {
                var numbers = StepContext.IsWired(Before) ? step.Read(Before!.Value).Column<int>("n").Values.ToArray() : new int[Length];
                step.Write(After, Table.Of(("n", Column.Of(Array.ConvertAll(numbers, n => n + 1)))));
                return Task.CompletedTask;
            }
        }
        """;

    /// <param name="program">The program.</param>
    /// <param name="rounds">How often each chain is run.</param>
    /// <param name="steps">The length of the chain.</param>
    public static void Run(PublishedProgram program, int rounds, int steps)
    {
        var floor = DurableFloor.MillisecondsPerCommit();
        var (cold, unchanged) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var workspace = Workspace(steps);
            var (first, again) = (program.Time(workspace, "run", "chain"), program.Time(workspace, "run", "chain"));
            Directory.Delete(workspace, recursive: true);

            // The first round compiles the activity.
            if (round > 0)
            {
                cold.Add(first);
                unchanged.Add(again);
            }
        }

        Console.WriteLine($"{"one small file and one commit made durable, one after the other",-66} {floor,9:0.000} ms");
        var perStep = PublishedProgram.Median(cold) / steps;
        Console.WriteLine($"{$"chain of {steps} steps, cold: a step, start-up included",-66} {perStep,9:0.000} ms, {perStep / floor:0.00} of the disk's floor");
        Console.WriteLine($"{$"chain of {steps} steps, unchanged: a step, start-up included",-66} {PublishedProgram.Median(unchanged) / steps,9:0.000} ms");
    }

    /// <summary>The peak memory of a short and of a long chain whose steps each hold a megabyte: what is finished must not stay in memory.</summary>
    public static void Memory(PublishedProgram program)
    {
        foreach (var steps in new[] { 100, 1000 })
        {
            var workspace = Workspace(steps, rows: 250_000);
            Console.WriteLine($"{$"peak memory, chain of {steps} steps of 1 MB each",-66} {program.PeakMegabytes(workspace, "run", "chain"),9:0} MB");
            Directory.Delete(workspace, recursive: true);
        }

        foreach (var steps in new[] { 1000, 10_000 })
        {
            var workspace = Workspace(steps);
            Console.WriteLine($"{$"peak memory, chain of {steps} steps of one row each",-66} {program.PeakMegabytes(workspace, "run", "chain"),9:0} MB");
            Directory.Delete(workspace, recursive: true);
        }
    }

    private static string Workspace(int steps, int rows = 1)
    {
        var workspace = PublishedProgram.Folder();
        var folder = Directory.CreateDirectory(Path.Combine(workspace, "workflows", "chain")).FullName;
        File.WriteAllText(Path.Combine(folder, "Count.cs"), Activity);
        File.WriteAllText(Path.Combine(folder, "chain.flow.json"), Workflow(steps, rows));
        return workspace;
    }

    private static string Workflow(int steps, int rows)
    {
        var text = new StringBuilder("""{ "format": 1, "workflow": "chain", "steps": { "s0": { "uses": "chain.count", "with": { "length": """ + $"{rows} }} }}");
        for (var i = 1; i < steps; i++)
        {
            text.Append($$""", "s{{i}}": { "uses": "chain.count", "from": { "rows": "s{{i - 1}}.rows" } }""");
        }

        return text.Append(" } }").ToString();
    }
}
