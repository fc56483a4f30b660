namespace IrisFlow.Engine.Checkpoints;

/// <summary>The readable view of runs: <c>runs/&lt;run&gt;/&lt;step&gt;/&lt;port&gt;.parquet</c>, links to the stored objects.</summary>
/// <remarks>A view is a convenience: it is not synced, and a run does not fail for it.</remarks>
internal sealed class RunView(string runs, CheckpointStore checkpoints, IRunStore store)
{
    public string PathOf(string run, string step, string port) => Path.Combine(runs, run, step, port + ".parquet");

    /// <summary>Shows a run in which nothing new was made as the run that it took everything from: one link instead of a folder a step.</summary>
    /// <returns>False when the runs don't show the same steps; then each step is added by itself.</returns>
    public bool TryShowAs(string run, IReadOnlyList<StepRecord> steps, string earlier)
    {
        try
        {
            var target = new DirectoryInfo(Path.Combine(runs, earlier));
            var real = target.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? target.FullName;
            var shown = steps.Where(s => s.Outputs.Count > 0).Select(s => s.Name).ToHashSet();
            if (!Directory.Exists(real) || !shown.SetEquals(Directory.EnumerateDirectories(real).Select(d => Path.GetFileName(d)!)))
            {
                return false;
            }

            Directory.CreateSymbolicLink(Path.Combine(runs, run), Path.GetFileName(real));
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Shows the outputs of one step.</summary>
    public void Add(string run, StepRecord step)
    {
        if (step.Outputs.Count == 0)
        {
            return;
        }

        try
        {
            var folder = Path.Combine(runs, run, step.Name);
            Directory.CreateDirectory(folder);
            foreach (var output in step.Outputs)
            {
                if (store.FindObject(output.Digest) is { } stored)
                {
                    Link(checkpoints.PathOf(stored), Path.Combine(folder, output.Port + ".parquet"));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or IrisFlowException)
        {
            // A database that can't be asked just now, a folder that can't be written, or a system that allows no links without a privilege: `irisflow data` reads the object all the same.
        }
    }

    // A symbolic link, though a second name would cost a tenth: when a damaged object is made again, every view shows the whole one.
    private static void Link(string target, string link)
    {
        File.Delete(link);
        File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, target));
    }
}
