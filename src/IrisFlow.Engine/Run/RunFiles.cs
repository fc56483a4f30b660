namespace IrisFlow.Engine.Run;

/// <summary>The files that a run's process leaves beside the view of the run: what it printed, and how far its steps are.</summary>
/// <remarks>Beside the run's folder and not in it: the folder of a run that only reused is a link to another run's.</remarks>
public static class RunFiles
{
    /// <summary>What the process of a run printed; only a run that has a process of its own leaves it.</summary>
    /// <param name="artifacts">The folder of artifacts.</param>
    /// <param name="run">The run's id.</param>
    public static string Log(string artifacts, string run) => Path.Combine(artifacts, "runs", run + ".log");

    /// <summary>How far the steps of a run at work are; gone when it ends.</summary>
    /// <param name="artifacts">The folder of artifacts.</param>
    /// <param name="run">The run's id.</param>
    public static string Progress(string artifacts, string run) => Path.Combine(artifacts, "runs", run + ".progress");
}
