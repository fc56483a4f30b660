using System.Diagnostics;
using System.Globalization;

namespace IrisFlow.Engine.Run;

/// <summary>Who runs a run: machine, process id and the start of that process, so that a recycled id is not taken for the same.</summary>
public static class RunOwner
{
    /// <summary>This process.</summary>
    public static string Current() => $"{Environment.MachineName}/{Environment.ProcessId}/{StartOf(Environment.ProcessId)}";

    /// <summary>An owner in words for a user.</summary>
    public static string Words(string owner) => owner.Split('/') is [var machine, var id, _] ? $"process {id} on {machine}" : owner;

    /// <summary>The state of a run as it is now: one that says it runs while its process is gone, or its lease has run out elsewhere, was interrupted.</summary>
    public static RunState StateOf(RunRecord run) => run.State == RunState.Running && (IsGone(run.Owner) || IsLost(run)) ? RunState.Interrupted : run.State;

    /// <summary>The state of a step as it is now: nobody works any more on a step of a run that was interrupted.</summary>
    public static StepState StateOf(RunRecord run, StepState step) =>
        step == StepState.Running && StateOf(run) != RunState.Running ? StepState.Cancelled : step;

    // Another machine's processes can't be asked, but they renew their leases.
    private static bool IsLost(RunRecord run) => Lease.IsOver(run, TimeProvider.System.GetUtcNow()) && !run.Owner.StartsWith(Environment.MachineName + "/", StringComparison.Ordinal);

    /// <summary>True when the owner was a process of this machine that is no more.</summary>
    internal static bool IsGone(string owner) =>
        owner.Split('/') is [var machine, var id, var start] && machine == Environment.MachineName && StartOf(int.Parse(id, CultureInfo.InvariantCulture)) != start;

    /// <summary>When a process began, in the system's own count; null when there is no such process.</summary>
    private static string? StartOf(int process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // The command's name may hold spaces and brackets; the fields are counted after its last bracket.
                var status = File.ReadAllText($"/proc/{process}/stat");
                var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');

                // A process that has ended stays on the list until its parent asks how; in a container often nobody asks.
                return fields[0] is "Z" or "X" ? null : fields[19];
            }

            using var other = Process.GetProcessById(process);
            return other.StartTime.ToFileTimeUtc().ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
