using System.Diagnostics;
using IrisFlow.Engine.Lineage;
using IrisFlow.Hosting;

namespace IrisFlow.Benchmarks;

/// <summary>A tracking database with 100,000 runs: what a page of the runs list takes, wherever it begins and whatever it shows. At most 20 ms.</summary>
internal static class RunsList
{
    private const int Page = 50;
    private const double Most = 20;

    public static void Run(int rounds)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "workflows"));
            TrackedRuns.Fill(folder);
            using var workspace = new Workspace(folder);
            var store = workspace.Store;
            var (middle, late) = (TrackedRuns.Id(TrackedRuns.Runs / 2), TrackedRuns.Id(TrackedRuns.Runs - 100));
            (string, Action)[] questions =
            [
                ("the first page", () => List(store, new(), null)),
                ("a page in the middle", () => List(store, new(), middle)),
                ("of a workflow", () => List(store, new() { Workflow = "flow-3" }, null)),
                ("of a workflow, in the middle", () => List(store, new() { Workflow = "flow-3" }, middle)),
                ("that succeeded", () => List(store, new() { State = RunState.Succeeded }, middle)),
                ("that failed, which none did", () => List(store, new() { State = RunState.Failed }, null)),
                ("of a workflow that failed, which none did", () => List(store, new() { Workflow = "flow-3", State = RunState.Failed }, null)),
                ("of a workflow that is not there", () => List(store, new() { Workflow = "none" }, null)),
                ("of a time in the middle", () => List(store, new() { FirstId = middle, EndId = TrackedRuns.Id((TrackedRuns.Runs / 2) + 40) }, null)),
                ("events that are new", () => store.Events(null, null, store.LastEvent(), 500)),
                ("the lineage of a checkpoint", () => LineageWalk.Of(store, store.FindRun(late)!, "s5", "rows")),
            ];
            foreach (var (what, ask) in questions)
            {
                ask();
                var median = PublishedProgram.Median(Enumerable.Range(0, rounds).Select(_ => Time(ask)));
                Console.WriteLine($"{$"{TrackedRuns.Runs:n0} runs, {what}",-66} {median,9:0.00} ms{(median > Most ? $", more than {Most:0} ms" : "")}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void List(IRunStore store, RunFilter filter, string? before) => store.MetricsOf([.. store.RunPage(filter, before, Page).Select(r => r.Id)]);

    private static double Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalMilliseconds;
    }
}
