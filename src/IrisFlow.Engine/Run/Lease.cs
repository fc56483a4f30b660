using System.Globalization;

namespace IrisFlow.Engine.Run;

/// <summary>A runner's promise to be alive: who finds it broken may take the run over.</summary>
public static class Lease
{
    /// <summary>The variable that sets <see cref="Term"/>, in seconds.</summary>
    public const string Variable = "IRISFLOW_LEASE";

    private const int Shortest = 2;
    private const int Longest = 600;

    private static readonly Lazy<TimeSpan> Setting = new(() => Parse(Environment.GetEnvironmentVariable(Variable)));

    /// <summary>How long a promise holds: 30 seconds, or what <see cref="Variable"/> says, from 2 to 600.</summary>
    /// <exception cref="IrisFlowException">The variable holds something else.</exception>
    public static TimeSpan Term => Setting.Value;

    /// <summary>How often it is renewed: two renewals may be late before anyone else may act.</summary>
    public static TimeSpan Beat => Term / 3;

    /// <summary>Whether anyone may still be working on a run.</summary>
    /// <remarks>
    /// A process of this machine that is gone holds nothing, whatever it promised. One that is there holds a run as long as its
    /// promise: a process that was paused for longer may be replaced, and is then refused when it wakes.
    /// </remarks>
    public static bool IsHeld(RunRecord run, DateTimeOffset now) => run.State == RunState.Running && !RunOwner.IsGone(run.Owner) && !IsOver(run, now);

    /// <summary>Whether a promise has ended. One that reaches further than any promise can was given by a clock that was wrong: it counts as none.</summary>
    internal static bool IsOver(RunRecord run, DateTimeOffset now) =>
        run.LeaseUntil is { } until ? now >= until || until - now > TimeSpan.FromSeconds(Longest) : now >= run.StartedAt.AddDays(1);

    /// <summary>The term that the variable's text means.</summary>
    internal static TimeSpan Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return TimeSpan.FromSeconds(30);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= Shortest and <= Longest
            ? TimeSpan.FromSeconds(seconds)
            : throw new IrisFlowException(new Finding("IF609", $"The variable {Variable} is '{text}'.")
            {
                Expected = $"How long a runner may be silent before another may take over its run: whole seconds from {Shortest} to {Longest}; 30 when it is not set.",
            });
    }
}
