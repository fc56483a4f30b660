namespace IrisFlow.Engine.Checkpoints;

/// <summary>The readable view of runs: <c>runs/&lt;run&gt;/&lt;step&gt;/&lt;port&gt;.parquet</c>, links to the stored objects.</summary>
/// <remarks>A view is a convenience: it is not synced, and a run does not fail for it.</remarks>
internal sealed class RunView(string runs, CheckpointStore checkpoints, IRunStore store)
{
    public string PathOf(string run, string step, string port) => Path.Combine(runs, run, step, port + ".parquet");

    public void Add(string run, StepRecord step)
    {
        if (step.Outputs.Count == 0)
        {
            return;
        }

        var folder = Path.Combine(runs, run, step.Name);
        foreach (var output in step.Outputs)
        {
            if (store.FindObject(output.Digest) is { } stored)
            {
                Link(Path.Combine(folder, output.Port + ".parquet"), checkpoints.PathOf(stored));
            }
        }
    }

    private static void Link(string link, string target)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.Delete(link);
            File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, target));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A folder that can't be written, or a system that allows no links without a privilege: `irisflow data` reads the object all the same.
        }
    }
}
