using System.Globalization;

namespace IrisFlow.Benchmarks;

/// <summary>A checkpoint of 1 GiB beside one of a few rows: what it costs to reuse it, and to enter at a step that uses two of its 128 columns.</summary>
internal static class LargeCheckpoint
{
    private const int Columns = 128;
    private const int LargeRows = 1 << 20;
    private const int SmallRows = 16;

    private const string Activity = """
        using IrisFlow;

        namespace Large;

        /// <summary>Rows of random numbers.</summary>
        [Activity("large.make")]
        public sealed class Make : Activity
        {
            /// <summary>How many.</summary>
            public required int Count { get; init; }

            /// <summary>128 columns of numbers, c0 to c127, and one of two classes, kind.</summary>
            public Out<Table> Rows { get; } = new();

            /// <inheritdoc/>
            protected override Task RunAsync(StepContext step)
            {
                var random = new SeededRandom(1);
                var columns = new List<(string, Column)>();
                for (var c = 0; c < 128; c++)
                {
                    var values = new double[Count];
                    for (var i = 0; i < Count; i++)
                    {
                        values[i] = random.NextDouble();
                    }

                    columns.Add(($"c{c}", Column.Of(values)));
                }

                var kinds = new bool[Count];
                for (var i = 0; i < Count; i++)
                {
                    kinds[i] = i % 2 == 0;
                }

                columns.Add(("kind", Column.Of(kinds)));
                step.Write(Rows, Table.Of([.. columns]));
                return Task.CompletedTask;
            }
        }
        """;

    public static void Run(PublishedProgram program, int rounds)
    {
        var (small, large) = (Workspace(SmallRows), Workspace(LargeRows));
        try
        {
            var commands = new (string Name, string[] Arguments)[]
            {
                ("plan", ["plan", "large"]),
                ("reuse", ["run", "large"]),
                ("enter at a step that uses 2 of 128 columns", ["run", "large", "--from", "train", "--force", "train"]),
            };
            program.Time(small, "run", "large");
            Console.WriteLine($"{$"make and store {Columns} columns of {LargeRows:N0} rows",-66} {program.Time(large, "run", "large"),9:0} ms");
            foreach (var (name, arguments) in commands)
            {
                var (tiny, whole) = (new List<double>(), new List<double>());
                for (var round = 0; round < rounds; round++)
                {
                    tiny.Add(program.Time(small, arguments));
                    whole.Add(program.Time(large, arguments));
                }

                Console.WriteLine($"{$"{name}: checkpoint of {SmallRows} rows",-66} {PublishedProgram.Median(tiny),9:0.0} ms, reads {program.MegabytesRead(small, arguments):0.0} MiB");
                Console.WriteLine($"{$"{name}: checkpoint of {Mebibytes(large):0} MiB",-66} {PublishedProgram.Median(whole),9:0.0} ms, reads {program.MegabytesRead(large, arguments):0.0} MiB");
            }
        }
        finally
        {
            Directory.Delete(small, recursive: true);
            Directory.Delete(large, recursive: true);
        }
    }

    private static double Mebibytes(string workspace) =>
        new DirectoryInfo(Path.Combine(workspace, "artifacts", "objects")).EnumerateFiles("*.parquet").Max(f => f.Length) / 1048576.0;

    private static string Workspace(int rows)
    {
        var workspace = PublishedProgram.Folder();
        var folder = Directory.CreateDirectory(Path.Combine(workspace, "workflows", "large")).FullName;
        File.WriteAllText(Path.Combine(folder, "Make.cs"), Activity);
        File.WriteAllText(Path.Combine(folder, "large.flow.json"), $$"""
            {
              "format": 1,
              "workflow": "large",
              "steps": {
                "make": { "uses": "large.make", "with": { "count": {{rows.ToString(CultureInfo.InvariantCulture)}} } },
                "train": {
                  "uses": "model.train",
                  "from": { "rows": "make.rows" },
                  "with": { "target": "kind", "features": ["c5", "c99"], "trainer": { "kind": "majority-class" } }
                }
              }
            }
            """);
        return workspace;
    }
}
