using System.Globalization;

namespace IrisFlow;

/// <summary>Rules on how a step is carried out, the same for a policy of a file and for one of C#.</summary>
internal static class PolicyRules
{
    /// <summary>The most times that a step is tried again.</summary>
    public const int MostRetries = 100;

    /// <summary>The most cores that a step may ask for.</summary>
    public const double MostCores = 1024;

    /// <summary>What is wrong, each with the key it is about.</summary>
    public static IEnumerable<(string Key, Finding Finding)> Check(StepPolicy policy)
    {
        if (policy == StepPolicy.Default)
        {
            yield break;
        }

        if (policy.Retries is < 0 or > MostRetries)
        {
            yield return Wrong("IF120", "retries", policy.Retries.ToString(CultureInfo.InvariantCulture), $"It goes from 0 to {MostRetries}.");
        }

        if (!(policy.Cpu > 0 && policy.Cpu <= MostCores))
        {
            yield return Wrong("IF120", "cpu", policy.Cpu.ToString(CultureInfo.InvariantCulture), $"It is a number of cores, more than 0 and at most {MostCores}.");
        }

        if (policy.Backoff < TimeSpan.Zero || policy.Backoff > StepPolicy.LongestBackoff || !IsWhole(policy.Backoff))
        {
            yield return Wrong("IF121", "backoff", Shown(policy.Backoff), $"It goes from 0 to {QuantityText.Write(StepPolicy.LongestBackoff)}, in whole milliseconds.");
        }

        if (policy.Timeout is { } timeout && (timeout <= TimeSpan.Zero || timeout > StepPolicy.LongestTimeout || !IsWhole(timeout)))
        {
            yield return Wrong("IF121", "timeout", Shown(timeout), $"It is more than 0 and at most {QuantityText.Write(StepPolicy.LongestTimeout)}, in whole milliseconds; leave it out for none.");
        }

        if (policy.Memory is <= 0)
        {
            yield return Wrong("IF122", "memory", QuantityText.Write(policy.Memory.Value), "It is more than 0; leave it out where it does not matter.");
        }

        foreach (var (key, word) in new (string, Enum)[] { ("onFailure", policy.OnFailure), ("checkpoint", policy.Checkpoint), ("isolate", policy.Isolate) })
        {
            if (!Enum.IsDefined(word.GetType(), word))
            {
                yield return Wrong("IF123", key, word.ToString(), $"It is one of {string.Join(", ", ValueBinder.EnumNames(word.GetType()))}.");
            }
        }

        if (policy.Retries == 0 && policy.Backoff != StepPolicy.Default.Backoff)
        {
            yield return ("backoff", new("IF124", "There is a backoff, but the step is never tried again.")
            {
                Severity = Severity.Warning,
                Expected = "Give \"retries\" too, or leave \"backoff\" out.",
            });
        }
    }

    private static (string Key, Finding Finding) Wrong(string rule, string key, string found, string expected) =>
        (key, new(rule, $"The value of '{key}' is {found}.") { Expected = expected });

    private static bool IsWhole(TimeSpan duration) => duration.Ticks % TimeSpan.TicksPerMillisecond == 0;

    private static string Shown(TimeSpan duration) => IsWhole(duration) ? QuantityText.Write(duration) : duration.ToString("c", CultureInfo.InvariantCulture);
}
