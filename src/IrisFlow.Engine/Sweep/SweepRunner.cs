using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Resume;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Sweep;

/// <summary>Carries out a sweep: each run is planned when its turn comes, so that it finds what the others have made.</summary>
internal sealed class SweepRunner(EngineParts parts, SweepPlan plan, ISweepObserver? observer)
{
    private readonly Lock _lock = new();
    private readonly SweepRow?[] _rows = new SweepRow?[plan.Count];
    private int _done;
    private (SweepRow Row, string Metric, double Figure)? _best;

    public async Task<SweepResult> RunAsync(CancellationToken cancellation)
    {
        parts.Checkpoints.Prepare(parts.Clock);
        var run = plan.Continues is { } earlier ? TakeOver(earlier) : Begin();
        observer?.Started(run.Id, plan.Count);
        using var heartbeat = new Heartbeat(parts.Store, parts.Clock, run, cancellation);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = parts.PartsAtOnce, CancellationToken = heartbeat.Cancellation };
            var shared = Shared();
            await Parallel.ForAsync(0, plan.Count, options, async (i, _) => Ended(i, await RunAsync(shared, i, run.Id, heartbeat.Cancellation)));
        }
        catch (OperationCanceledException) when (heartbeat.Cancellation.IsCancellationRequested)
        {
            // What has ended is told; what has not begun waits for a resume.
        }

        return heartbeat.Fenced is { } fenced ? throw fenced : End(run, cancellation.IsCancellationRequested || heartbeat.IsCancelled);
    }

    /// <summary>The sweep with the data from outside read once for all of its runs.</summary>
    private SweepRequest Shared() => plan.Sweep with
    {
        Request = plan.Sweep.Request with
        {
            With = [],
            Given = [.. plan.First.Injected.Values.Select(i => new GivenTable(i.Address, i.Source, i.Table) { Digest = i.Output.Digest })],
        },
    };

    private RunRecord Begin()
    {
        var (sweep, now) = (plan.Sweep, parts.Clock.GetUtcNow());
        var common = Overrides.Apply(sweep.Request, _ => { });
        var run = new RunRecord(RunId.At(now), plan.Workflow)
        {
            State = RunState.Running,
            Definition = WorkflowWriter.Write(common, sweep.Request.Environment.Catalog),
            Command = sweep.Command,
            Parameters = new JsonObject(sweep.Request.Parameters.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))).ToJsonString(),
            StartedAt = now,
            Owner = RunOwner.Current(),
            LeaseUntil = now + Lease.Term,
            File = sweep.Request.Workflow.File is { } file ? Path.GetFullPath(file) : null,
            Request = StoredSweep.Text(plan),
            Submission = sweep.Request.Submission,
            Origin = sweep.Request.Origin,
        };

        // The runs to come ask for this data by its digest, also when the sweep is resumed.
        var staged = plan.First.Injected.Values.Select(i => parts.Checkpoints.Stage(i.Table, i.Output.Digest, Address.Split(i.Address).Step)).ToList();
        parts.Commits.Commit(staged, null, writer =>
        {
            writer.BeginRun(run);

            // Eight runs that begin at once would else read a large file eight times.
            parts.Sources.TakeMemos().ToList().ForEach(writer.Remember);
            staged.Where(s => s.Temporary is not null).ToList().ForEach(s => writer.SaveObject(s.Object));
        });
        return run;
    }

    private RunRecord TakeOver(RunRecord run)
    {
        var mine = run with { Epoch = run.Epoch + 1, Owner = RunOwner.Current(), LeaseUntil = parts.Clock.GetUtcNow() + Lease.Term, State = RunState.Running, FinishedAt = null };
        parts.Commits.Commit([], null, writer =>
        {
            writer.TakeOver(run.Id, run.Epoch, mine.Owner, mine.LeaseUntil!.Value);
            if (plan.Sweep.Request.Submission is { } submission)
            {
                writer.Submit(run.Id, submission);
            }
        });
        return mine;
    }

    private async Task<SweepRow> RunAsync(SweepRequest shared, int index, string parent, CancellationToken cancellation)
    {
        var values = plan.Sweep.ValuesAt(index);
        try
        {
            var earlier = plan.Earlier.GetValueOrDefault(plan.Sweep.VariantAt(index));
            var own = earlier is null ? parts.Planner().Make(shared.At(index, parent)) : plan.Again!(earlier, plan.Changed);
            if (earlier is { State: RunState.Succeeded } && own.Steps.All(s => s.Decision != Decision.Run))
            {
                return new(values, SweepRowState.Succeeded) { Run = earlier.Id, Metrics = Part.Metrics(own.Request.Kept.Values.OrderBy(s => s.Position)) };
            }

            var result = await parts.Carry(own, cancellation);
            return new(values, Enum.Parse<SweepRowState>(result.State.ToString()))
            {
                Run = result.Run,
                Metrics = Part.Metrics(result.Steps),
                Problem = result.Failures.SelectMany(f => f.Findings).FirstOrDefault(),
            };
        }
        catch (IrisFlowException problem)
        {
            return new(values, SweepRowState.Failed) { Problem = problem.Findings[0] };
        }
    }

    private void Ended(int index, SweepRow row)
    {
        lock (_lock)
        {
            _rows[index] = row;
            _done++;
            if (Ranking.Metric(plan.Sweep.By, [.. row.Metrics.Select(m => m.Key)], _ => { }) is { } metric && row.Figure(metric) is { } figure && !double.IsNaN(figure)
                && (_best is not { } best || (plan.Sweep.SmallestFirst ?? Ranking.IsSmallerBetter(metric) ? figure < best.Figure : figure > best.Figure)))
            {
                _best = (row, metric, figure);
            }

            observer?.Ended(_done, row, _best);
        }
    }

    private SweepResult End(RunRecord run, bool isCancelled)
    {
        var rows = _rows.Select((row, i) => row ?? new(plan.Sweep.ValuesAt(i), SweepRowState.Waiting)).ToList();
        var axes = plan.Sweep.Axes.Select(a => a.Path).ToList();
        var findings = rows.Where(r => r.Problem is not null).Select(r => r.Problem!).Distinct().ToList();
        var state = isCancelled && rows.Exists(r => r.State is SweepRowState.Waiting or SweepRowState.Cancelled) ? RunState.Cancelled
            : rows.TrueForAll(r => r.State == SweepRowState.Succeeded) ? RunState.Succeeded
            : RunState.Failed;
        var (by, smallestFirst) = ResultsTable.Order(rows, plan.Sweep.By, plan.Sweep.SmallestFirst, findings.Add);
        var table = ResultsTable.Of(axes, rows, by, smallestFirst);
        Record(run, table, state);
        return new(run.Id, state, axes, by, smallestFirst, table, findings);
    }

    /// <summary>One transaction: the results as a checkpoint of the sweep's run, and its end.</summary>
    private void Record(RunRecord run, Table table, RunState state)
    {
        var name = "results";
        while (plan.Sweep.Request.Workflow.Steps.Any(s => s.Name == name))
        {
            // The newest checkpoint of the workflow's own step is looked for by its name.
            name = "sweep-" + name;
        }

        var output = new OutputRecord("results", Table.Kind, TableDigest.Of(table), table.RowCount);
        var step = new StepRecord(name, 0, "sweep") { State = StepState.Succeeded, Reason = "all runs as one table, best first", Outputs = [output] };
        var staged = parts.Checkpoints.Stage(table, output.Digest, name);
        parts.Commits.Commit([staged], name, writer =>
        {
            if (staged.Temporary is not null)
            {
                writer.SaveObject(staged.Object);
            }

            writer.EndStep(run.Id, run.Epoch, step, cache: false);
            writer.EndRun(run.Id, run.Epoch, state, parts.Clock.GetUtcNow());
        });
        parts.View.Add(run.Id, step);
    }
}
