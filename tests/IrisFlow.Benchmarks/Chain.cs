using System.Text;

namespace IrisFlow.Benchmarks;

/// <summary>A chain of 1,000 trivial steps, each of which persists a one-row table durably: what the engine itself costs.</summary>
internal static class Chain
{
    private const int Steps = 1000;

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

            /// <summary>One more.</summary>
            [Port("rows")]
            public Out<Table> After { get; } = new();

            /// <inheritdoc/>
            protected override Task RunAsync(StepContext step)
            {
                var number = StepContext.IsWired(Before) ? step.Read(Before!.Value).Column<int>("n")[0] : 0;
                step.Write(After, Table.Of(("n", Column.Of(number + 1))));
                return Task.CompletedTask;
            }
        }
        """;

    public static void Run(PublishedProgram program, int rounds, double floor)
    {
        var (cold, unchanged) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var workspace = PublishedProgram.Folder();
            var folder = Directory.CreateDirectory(Path.Combine(workspace, "workflows", "chain")).FullName;
            File.WriteAllText(Path.Combine(folder, "Count.cs"), Activity);
            File.WriteAllText(Path.Combine(folder, "chain.flow.json"), Workflow());
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
        var perStep = PublishedProgram.Median(cold) / Steps;
        Console.WriteLine($"{$"chain of {Steps} steps, cold: a step, start-up included",-66} {perStep,9:0.000} ms, {perStep / floor:0.00} of the disk's floor");
        Console.WriteLine($"{$"chain of {Steps} steps, unchanged: a step, start-up included",-66} {PublishedProgram.Median(unchanged) / Steps,9:0.000} ms");
    }

    private static string Workflow()
    {
        var text = new StringBuilder("""{ "format": 1, "workflow": "chain", "steps": { "s0": { "uses": "chain.count" }""");
        for (var i = 1; i < Steps; i++)
        {
            text.Append($$""", "s{{i}}": { "uses": "chain.count", "from": { "rows": "s{{i - 1}}.rows" } }""");
        }

        return text.Append(" } }").ToString();
    }
}
