using System.Diagnostics;
using System.Globalization;

namespace IrisFlow.Engine.Run;

/// <summary>Who runs a run: machine, process id and the start of that process, so that a recycled id is not taken for the same.</summary>
public static class RunOwner
{
    /// <summary>This process.</summary>
    public static string Current()
    {
        using var self = Process.GetCurrentProcess();
        return $"{Environment.MachineName}/{self.Id}/{Start(self)}";
    }

    /// <summary>The state of a run as it is now: one that says it runs while its process is gone was interrupted.</summary>
    public static RunState StateOf(RunRecord run) => run.State == RunState.Running && IsGone(run.Owner) ? RunState.Interrupted : run.State;

    private static bool IsGone(string owner)
    {
        // Of another machine's processes nothing can be said.
        if (owner.Split('/') is not [var machine, var id, var start] || machine != Environment.MachineName)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return Start(process) != start;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    // Whole seconds: the kernel's clock ticks make finer digits differ from call to call.
    private static string Start(Process process) =>
        new DateTimeOffset(process.StartTime.ToUniversalTime()).AddMilliseconds(500).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
