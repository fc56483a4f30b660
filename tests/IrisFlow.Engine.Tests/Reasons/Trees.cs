using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Reasons;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

/// <summary>Reasons as tests write them, and history that no engine made.</summary>
internal static class Trees
{
    /// <summary>The reason of a step of a plan, followed to its end, as <c>kind: text</c> lines that are indented by two.</summary>
    public static string Tree(this Bench bench, RunPlan plan, string step) => Tree(bench.Engine.Explain(plan)(plan.Step(step)));

    public static string Tree(Reason reason) => string.Join('\n', Lines(reason, ""));

    /// <summary>The account of a step of a run.</summary>
    public static StepAccount Why(this Bench bench, string run, string step)
    {
        var steps = bench.Store.Steps(run);
        return bench.Engine.Explain(bench.Store.FindRun(run)!, steps, steps.Single(s => s.Name == step));
    }

    /// <summary>Puts a run on record in which steps of a plan succeeded, in whatever way the test says.</summary>
    public static void Record(this IRunStore store, string run, RunPlan plan, Func<StepRecord, StepRecord> change, bool cache = false) => store.Write(writer =>
    {
        writer.BeginRun(new(run, plan.Workflow) { State = RunState.Succeeded, Definition = "{}" });
        foreach (var step in plan.Steps)
        {
            writer.EndStep(run, 1, change(Ledger.Describe(step) with { State = StepState.Succeeded }), cache);
        }
    });

    private static IEnumerable<string> Lines(Reason reason, string indent) =>
        reason.Because.SelectMany(r => Lines(r, indent + "  ")).Prepend($"{indent}{reason.Kind}: {reason.Text}");
}
