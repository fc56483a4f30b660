using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;
using IrisFlow.Hosting;

namespace IrisFlow.Benchmarks;

/// <summary>Plans of 10,000 steps with their reasons, as a chain and side by side: nothing changed, and everything changed.</summary>
internal static class Planning
{
    private const int Steps = 10_000;

    private const string Activity = """
        using IrisFlow;

        namespace Planning;

        /// <summary>Passes on a one-row table with a larger number.</summary>
        [Activity("planning.add")]
        public sealed class Add : Activity
        {
            /// <summary>The number so far.</summary>
            [Port("rows")]
            public In<Table>? Before { get; init; }

            /// <summary>Where it begins.</summary>
            public int Place { get; init; }

            /// <summary>What is added.</summary>
            public int By { get; init; } = 1;

            /// <summary>More.</summary>
            [Port("rows")]
            public Out<Table> After { get; } = new();

            /// <inheritdoc/>
            protected override Task RunAsync(StepContext step)
            {
                var number = StepContext.IsWired(Before) ? step.Read(Before!.Value).Column<int>("n")[0] : Place;
                step.Write(After, Table.Of(("n", Column.Of(number + By))));
                return Task.CompletedTask;
            }
        }
        """;

    public static void Run(PublishedProgram program, int rounds)
    {
        var workspace = PublishedProgram.Folder();
        try
        {
            Write(workspace, "chain", i => i == 0 ? "" : $$""", "from": { "rows": "s{{i - 1}}.rows" }""");
            Write(workspace, "wide", _ => "");
            File.WriteAllText(Path.Combine(workspace, "workflows", "Add.cs"), Activity);
            program.Time(workspace, "run", "chain");
            program.Time(workspace, "run", "wide");
            foreach (var name in (string[])["chain", "wide"])
            {
                InProcess(workspace, name, "nothing changed", []);
                InProcess(workspace, name, "all changed", new() { ["by"] = 2 });
            }

            var floor = PublishedProgram.Median(Enumerable.Range(0, rounds).Select(_ => program.Time(workspace, "--version")));
            foreach (var (name, what, options) in ((string, string, string[])[])[
                ("chain", "nothing changed", []), ("chain", "all changed", ["--param", "by=2"]), ("wide", "nothing changed", []), ("wide", "all changed", ["--param", "by=2"])])
            {
                var time = PublishedProgram.Median(Enumerable.Range(0, rounds).Select(_ => program.Time(workspace, ["plan", name, .. options]))) - floor;
                Console.WriteLine($"{$"irisflow plan {name} of {Steps:n0} steps, {what}, beyond --version",-66} {time,9:0} ms");
            }
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    /// <summary>The check and the plan, each with a store that was just opened; of the process, the very first is also the first to use the code.</summary>
    private static void InProcess(string folder, string name, string what, Dictionary<string, JsonNode?> parameters)
    {
        using var workspace = new Workspace(folder);
        var workflow = workspace.Load(name);
        var request = new RunRequest(workflow, workspace.EnvironmentOf(workflow)) { Parameters = parameters };
        _ = workspace.Store;
        var (watch, work) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var plan = workspace.Engine.Plan(request);
        var (time, spent) = (watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - work).TotalMilliseconds);
        var runs = plan.Steps.Count(s => s.Decision == Decision.Run && s.Why.Text.Length > 0);
        Console.WriteLine($"{$"{name} of {Steps:n0} steps, {what}: check and plan, in process",-66} {time,9:0} ms ({spent:0} ms of processor time), {runs:n0} would run");
    }

    private static void Write(string workspace, string name, Func<int, string> wires)
    {
        var text = new StringBuilder($$"""{ "format": 1, "workflow": "{{name}}", "parameters": { "by": { "type": "integer", "default": 1 } }, "steps": { """);
        for (var i = 0; i < Steps; i++)
        {
            text.Append($$"""{{(i == 0 ? "" : ", ")}}"s{{i}}": { "uses": "planning.add"{{wires(i)}}, "with": { "place": {{i}}, "by": "${by}" } }""");
        }

        var folder = Directory.CreateDirectory(Path.Combine(workspace, "workflows", name)).FullName;
        File.WriteAllText(Path.Combine(folder, $"{name}.flow.json"), text.Append(" } }").ToString());
    }
}
