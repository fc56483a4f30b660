using System.Diagnostics;
using IrisFlow.Hosting;

namespace IrisFlow.Benchmarks;

/// <summary>A tracking database with 100,000 runs and 1,000,000 steps: what <c>runs</c>, <c>show</c> and <c>why</c> take to answer.</summary>
internal static class Tracking
{
    public static void Run(PublishedProgram program, int rounds)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "workflows"));
            var watch = Stopwatch.StartNew();
            TrackedRuns.Fill(folder);
            var size = new FileInfo(TrackedRuns.Database(folder)).Length / 1e6;
            Console.WriteLine($"{$"{TrackedRuns.Runs:n0} runs and {TrackedRuns.Runs * TrackedRuns.Steps:n0} steps: {size:n0} MB, written in",-66} {watch.Elapsed.TotalSeconds,9:0} s");
            InProcess(folder, rounds);
            var run = TrackedRuns.Id(TrackedRuns.Runs / 2);
            var floor = Median(program, folder, rounds, "--version");
            foreach (var command in (string[][])[
                ["runs"], ["runs", "flow-3"], ["runs", "--limit", "200"], ["show", run], ["show", "latest"], ["show", run[..^3]],
                ["why", run, "s5"], ["why", "latest", "s5"], ["why", "latest", "s9", "--json"]])
            {
                Console.WriteLine($"{$"irisflow {string.Join(' ', command)}, beyond --version",-66} {Median(program, folder, rounds, command) - floor,9:0.0} ms");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Median(PublishedProgram program, string folder, int rounds, params string[] command)
    {
        program.Time(folder, command);
        return PublishedProgram.Median(Enumerable.Range(0, rounds).Select(_ => program.Time(folder, command)));
    }

    /// <summary>The same questions to the store and the engine, with a store that was just opened each time.</summary>
    private static void InProcess(string folder, int rounds)
    {
        var middle = TrackedRuns.Id(TrackedRuns.Runs / 2);
        (string, Action<Workspace>)[] questions =
        [
            ("the 20 newest runs", w => w.Store.Runs(null, 20)),
            ("the 20 newest runs of a workflow", w => w.Store.Runs("flow-3", 20)),
            ("a run and its steps", w => w.Store.Steps(w.Store.FindRun(middle)!.Id)),
            ("why a step ran", w => Why(w, middle, "s5")),
            ("the history of a step that no run of the workflow has", w => w.Store.History("flow-3", "nothing", 20)),
        ];
        foreach (var (what, ask) in questions)
        {
            var times = new List<double>();
            for (var round = 0; round <= rounds; round++)
            {
                using var workspace = new Workspace(folder);
                _ = workspace.Store;
                var watch = Stopwatch.StartNew();
                ask(workspace);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            Console.WriteLine($"{$"{what}, in process",-66} {PublishedProgram.Median(times.Skip(1)),9:0.0} ms, the first time {times[0]:0.0} ms");
        }
    }

    private static void Why(Workspace workspace, string run, string step)
    {
        var found = workspace.Store.FindRun(run)!;
        var steps = workspace.Store.Steps(found.Id);
        workspace.Engine.Explain(found, steps, steps.First(s => s.Name == step));
    }
}
