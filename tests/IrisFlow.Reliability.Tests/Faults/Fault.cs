using IrisFlow.Engine.Checkpoints;
using IrisFlow.Testing;

namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>The doors through which the engine reaches the world.</summary>
public enum Door
{
    /// <summary>Every call of the disk.</summary>
    Files,

    /// <summary>Every call of the run store and of its writers.</summary>
    Database,

    /// <summary>Every look at the clock.</summary>
    Clock,
}

/// <summary>What goes wrong.</summary>
public enum Failure
{
    /// <summary>The call fails and has no effect.</summary>
    Before,

    /// <summary>The call takes effect and fails all the same: its outcome is unknown.</summary>
    After,

    /// <summary>From this call on nothing works any more.</summary>
    FromThenOn,

    /// <summary>The clock is an hour ahead from then on.</summary>
    AnHourAhead,

    /// <summary>The clock is an hour behind from then on.</summary>
    AnHourBehind,

    /// <summary>The clock is ten years ahead from then on.</summary>
    TenYearsAhead,
}

/// <summary>Lets the n-th call through one of the doors go wrong.</summary>
internal sealed class Fault(Door door, Failure failure, int at)
{
    // A transaction's call holds those of its writer; all of them are on one thread.
    [ThreadStatic]
    private static Stack<bool>? _open;

    private int _calls;

    /// <summary>True when the n-th call was reached.</summary>
    public bool Fired => Volatile.Read(ref _calls) >= at;

    public Failure Failure => failure;

    /// <summary>The call that went wrong.</summary>
    public string Where { get; private set; } = "nowhere";

    public TimeProvider Clock => door == Door.Clock ? new JumpingClock(this) : TimeProvider.System;

    public IRunStore Around(IRunStore store) => door != Door.Database ? store : WatchedRunStore.Around(store, new()
    {
        Before = (call, _) => (_open ??= []).Push(Begin(call)),
        After = (_, _) => Strike(_open!.Pop() && failure == Failure.After, Failed),
    });

    private TimeSpan Jump => failure switch
    {
        Failure.AnHourAhead => TimeSpan.FromHours(1),
        Failure.AnHourBehind => TimeSpan.FromHours(-1),
        _ => TimeSpan.FromDays(3653),
    };

    public IFileOps Around(IFileOps files) => door == Door.Files ? new FaultyFiles(files, this) : files;

    /// <summary>Does one call of the disk.</summary>
    public T Do<T>(string call, Func<T> work)
    {
        var strikes = Count(call);
        Strike(strikes && failure != Failure.After, () => new IOException($"{call}: Input/output error"));
        var result = work();
        Strike(strikes && failure == Failure.After, () => new UnauthorizedAccessException($"{call}: Permission denied"));
        return result;
    }

    private bool Begin(string call)
    {
        var strikes = Count(call);
        Strike(strikes && failure != Failure.After, Failed);
        return strikes;
    }

    private bool Count(string call)
    {
        var number = Interlocked.Increment(ref _calls);
        if (number == at)
        {
            Where = call;
        }

        return number == at || (number > at && failure == Failure.FromThenOn);
    }

    private static void Strike(bool strikes, Func<Exception> problem)
    {
        if (strikes)
        {
            throw problem();
        }
    }

    private IrisFlowException Failed() => new(new Finding("IF606", $"The tracking database failed at {Where}."), ExitCode.StepFailed);

    private sealed class JumpingClock(Fault fault) : TimeProvider
    {
        private TimeSpan _jump;

        public override DateTimeOffset GetUtcNow()
        {
            if (fault.Count(nameof(GetUtcNow)))
            {
                _jump = fault.Jump;
            }

            return base.GetUtcNow() + _jump;
        }
    }

}
