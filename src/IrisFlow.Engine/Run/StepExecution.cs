using System.Diagnostics;
using IrisFlow.Engine.Keys;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>Runs the activity of one step on its inputs, and says what came of it.</summary>
internal sealed class StepExecution(
    StepEnvironment environment, StepBinder binder, Slots slots, Ledger ledger, TimeProvider clock, Action<StepRecord, string, string> saying)
{
    /// <summary>Runs a step. A failure of the activity is a result, not an exception.</summary>
    /// <param name="planned">The step.</param>
    /// <param name="record">The step as it should be recorded, its inputs known.</param>
    /// <param name="attempt">Which attempt this is, from 1.</param>
    /// <param name="cancellation">Ends the step.</param>
    public async Task<Executed> RunAsync(PlannedStep planned, StepRecord record, int attempt, CancellationToken cancellation)
    {
        // A fresh activity each time: whatever state an execution leaves in it is gone with it.
        var bound = binder.Bind(planned.Bound.Checked, planned.Bound.Wires);
        using var limit = new TimeLimit(planned.Policy.Timeout, clock, cancellation);
        var context = new StepContext(
            environment, slots.Read, $"{ledger.Run}/{planned.Name}/{record.Key}", share => ledger.Progressed(planned.Name, share), limit.Token)
        {
            Attempt = attempt,
            Saying = (name, sentence) => saying(record, name, sentence),
        };
        var watch = Stopwatch.StartNew();
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var outputs = await limit.KeepAsync(
                async () =>
                {
                    await bound.Activity.RunAsync(context);
                    return Outputs(bound, context);
                },
                canBeLeft: true);
            return new(Ended(StepState.Succeeded, null) with { Outputs = [.. outputs.Select(o => o.Record)], Metrics = Metrics(outputs) }, outputs, null);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new(Ended(StepState.Cancelled, null), [], null);
        }
        catch (IrisFlowException problem)
        {
            var placed = new IrisFlowException([.. problem.Findings.Select(f => f with { Step = f.Step ?? planned.Name })], problem.Exit, problem);
            return Failed(placed);
        }
#pragma warning disable CA1031 // Whatever a user's activity throws ends its step, not the engine.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return Failed(new IrisFlowException(
                new Finding("IF901", $"{bound.Descriptor.Uses} threw {problem.GetType().Name}: {problem.Message}")
                {
                    Step = planned.Name,
                    Expected = "--verbose shows where.",
                    IsTransient = Transience.Of(problem),
                },
                ExitCode.StepFailed,
                problem));
        }

        Executed Failed(IrisFlowException problem) => new(Ended(StepState.Failed, problem.Message), [], problem);

        StepRecord Ended(StepState state, string? error) =>
            record with { State = state, Milliseconds = watch.Elapsed.TotalMilliseconds, Error = error, Warnings = [.. context.Warnings] };
    }

    private static List<Produced> Outputs(BoundStep bound, StepContext context)
    {
        var outputs = new List<Produced>();
        foreach (var port in bound.Descriptor.Outputs)
        {
            if (!context.Outputs.TryGetValue(port.Name, out var value))
            {
                throw new IrisFlowException(new Finding("IF902", $"{bound.Descriptor.Uses} ended without writing its output '{port.Name}'.")
                {
                    Port = port.Name,
                    Expected = "An activity writes each of its outputs.",
                });
            }

            var table = port.Kind.ToTable(value);
            outputs.Add(new(port, value, table, new(port.Name, port.Kind.Name, TableDigest.Of(table), table.RowCount)));
        }

        return outputs;
    }

    private static List<KeyValuePair<string, double>> Metrics(List<Produced> outputs) => [.. outputs.SelectMany(o => o.Value as Metrics ?? [])];
}

/// <summary>An output that a step made.</summary>
internal sealed record Produced(PortDescriptor Port, object Value, Table Table, OutputRecord Record);

/// <summary>What came of running a step.</summary>
internal sealed record Executed(StepRecord Step, IReadOnlyList<Produced> Outputs, IrisFlowException? Problem)
{
    /// <summary>Where its key has given other data before, the proof.</summary>
    public IReadOnlyList<EvidenceRecord> Evidence { get; init; } = [];

    /// <summary>False when the key goes on to stand for what it gave before.</summary>
    public bool IsOfRecord { get; init; } = true;
}
