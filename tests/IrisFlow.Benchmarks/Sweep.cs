namespace IrisFlow.Benchmarks;

/// <summary>A sweep of 1,000 runs of a workflow of five steps in which one step differs: what a run of a sweep costs by itself.</summary>
internal static class Sweep
{
    private const int Runs = 1000;

    private const string Activity = """
        using IrisFlow;

        namespace Swept;

        /// <summary>Adds to a number.</summary>
        [Activity("swept.add")]
        public sealed class Add : Activity
        {
            /// <summary>The number so far.</summary>
            [Port("rows")]
            public In<Table>? Before { get; init; }

            /// <summary>How much is added.</summary>
            public int By { get; init; } = 1;

            /// <summary>The sum.</summary>
            [Port("rows")]
            public Out<Table> After { get; } = new();

            /// <inheritdoc/>
            protected override Task RunAsync(StepContext step)
            {
                var number = StepContext.IsWired(Before) ? step.Read(Before!.Value).Column<int>("n")[0] : 0;
                step.Write(After, Table.Of(("n", Column.Of(number + By))));
                return Task.CompletedTask;
            }
        }
        """;

    private const string Workflow = """
        { "format": 1, "workflow": "swept", "steps": {
          "a": { "uses": "swept.add" },
          "b": { "uses": "swept.add", "from": { "rows": "a.rows" } },
          "c": { "uses": "swept.add", "from": { "rows": "b.rows" } },
          "d": { "uses": "swept.add", "from": { "rows": "c.rows" } },
          "e": { "uses": "swept.add", "from": { "rows": "d.rows" } } } }
        """;

    public static void Run(PublishedProgram program, int rounds)
    {
        var (first, again, peak) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var workspace = PublishedProgram.Folder();
            var folder = Directory.CreateDirectory(Path.Combine(workspace, "workflows", "swept")).FullName;
            File.WriteAllText(Path.Combine(folder, "Add.cs"), Activity);
            File.WriteAllText(Path.Combine(folder, "swept.flow.json"), Workflow);
            string[] sweep = ["run", "swept", "--sweep", $"e.by=1..{Runs}", "--top", "1"];
            var (fresh, unchanged) = (program.Time(workspace, sweep), program.Time(workspace, sweep));
            var memory = program.PeakMegabytes(workspace, [.. sweep[..3], $"d.by=2..{Runs + 1}", "--top", "1"]);
            Directory.Delete(workspace, recursive: true);

            // The first round compiles the activity.
            if (round > 0)
            {
                first.Add(fresh);
                again.Add(unchanged);
                peak.Add(memory);
            }
        }

        Report($"sweep of {Runs} runs of 5 steps, one differs: in all", PublishedProgram.Median(first), "ms");
        Report($"sweep of {Runs} runs: a run, start-up included", PublishedProgram.Median(first) / Runs, "ms");
        Report($"sweep of {Runs} runs, unchanged: a run, start-up included", PublishedProgram.Median(again) / Runs, "ms");
        Report($"sweep of {Runs} runs, two steps differ: peak memory", PublishedProgram.Median(peak), "MB");
    }

    private static void Report(string what, double figure, string unit) => Console.WriteLine($"{what,-66} {figure,9:0.000} {unit}");
}
