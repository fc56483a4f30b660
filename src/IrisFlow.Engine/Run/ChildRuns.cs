using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>The runs that a step asks for: planned when their turn comes, recorded as parts of the step's own run.</summary>
/// <param name="parts">What the engine works with.</param>
/// <param name="run">The step's own run.</param>
/// <param name="step">The step.</param>
/// <param name="share">The step's part of the machine: while it only waits for the runs, their steps need it.</param>
internal sealed class ChildRuns(EngineParts parts, string run, string step, Capacity.Share share) : IChildRuns
{
    public async Task<IReadOnlyList<ChildResult?>> RunAsync(
        IReadOnlyList<ChildRun> runs, bool stopAtFailure, Action<int>? ended, CancellationToken cancellation)
    {
        var results = new ChildResult?[runs.Count];
        var (done, failed, gate) = (0, false, new Lock());
        var options = new ParallelOptions { MaxDegreeOfParallelism = parts.PartsAtOnce, CancellationToken = cancellation };
        share.Dispose();
        await Parallel.ForAsync(0, runs.Count, options, async (i, _) =>
        {
            if (stopAtFailure && Volatile.Read(ref failed))
            {
                return;
            }

            results[i] = await RunAsync(runs[i], cancellation);
            lock (gate)
            {
                failed |= results[i]!.State == RunState.Failed;
                ended?.Invoke(++done);
            }
        });
        await share.AskAgainAsync(cancellation);
        return results;
    }

    private async Task<ChildResult> RunAsync(ChildRun child, CancellationToken cancellation)
    {
        try
        {
            var plan = parts.Planner().Make(new(child.Workflow, child.Environment)
            {
                Parameters = child.Parameters,
                Given = child.Given(),
                PartOf = (run, new JsonObject { [step] = child.Item?.DeepClone() }.ToJsonString()),
                Command = $"irisflow run {child.Workflow.Name}",
            });
            var result = await parts.Carry(plan, cancellation);
            return new(result.Run, result.State, Part.Metrics(result.Steps), result.Failures.SelectMany(f => f.Findings).FirstOrDefault())
            {
                Read = address => Part.OutputAt(result.Steps, address) is { } output ? parts.Checkpoints.Read(output.Digest) : null,
            };
        }
        catch (IrisFlowException problem)
        {
            return new(null, RunState.Failed, [], problem.Findings[0]);
        }
    }
}
