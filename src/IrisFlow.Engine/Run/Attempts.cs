using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>Tries a step until it succeeds, fails for a reason that stays, or has had its retries.</summary>
internal sealed class Attempts(StepExecution execution, Ledger ledger, Committer committer, EngineParts parts)
{
    /// <summary>Runs a step. A failure of the last attempt is a result, not an exception.</summary>
    /// <param name="step">The step.</param>
    /// <param name="record">The step as it should be recorded, its inputs known.</param>
    /// <param name="share">Its part of the machine, which is given back while the step waits for another attempt.</param>
    /// <param name="cancellation">Ends the step, or the wait.</param>
    public async Task<Executed> RunAsync(PlannedStep step, StepRecord record, Capacity.Share share, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var executed = await execution.RunAsync(step, record, attempt, cancellation);
            if (executed.Problem is not { } problem || attempt > step.Policy.Retries || cancellation.IsCancellationRequested || !Transience.Of(problem))
            {
                return executed;
            }

            var wait = Wait(step.Policy, ledger.Run, step.Name, attempt);
            committer.Enqueue(new(executed.Step, null, Cache: false) { IsTriedAgain = true });
            ledger.TriesAgain(executed.Step, attempt, wait);
            share.Dispose();
            try
            {
                await Task.Delay(wait, parts.Clock, cancellation);
                await share.AskAgainAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                return new(executed.Step with { State = StepState.Cancelled }, [], null);
            }

            record = record with { StartedAt = parts.Clock.GetUtcNow() };
            committer.Enqueue(new(record, null, Cache: false));
        }
    }

    /// <summary>How long to wait after an attempt: a random share of the backoff, which doubles each time. The same run waits the same.</summary>
    internal static TimeSpan Wait(StepPolicy policy, string run, string step, int attempt)
    {
        var longest = Math.Min(policy.Backoff.TotalMilliseconds * Math.Pow(2, attempt - 1), StepPolicy.LongestBackoff.TotalMilliseconds);
        var seed = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{run}/{step}/{attempt}")));
        return TimeSpan.FromMilliseconds(Math.Floor(longest * new SeededRandom(seed).NextDouble()));
    }
}
