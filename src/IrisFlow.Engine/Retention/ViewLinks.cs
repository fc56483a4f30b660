namespace IrisFlow.Engine.Retention;

/// <summary>The links in the readable view of runs.</summary>
internal static class ViewLinks
{
    /// <summary>Removes the links whose object is gone. A view is a convenience: what can't be removed stays.</summary>
    public static void RemoveDangling(string runs)
    {
        // A run that only reused is one link to another run's folder; its files are met there.
        var inside = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        try
        {
            foreach (var run in new DirectoryInfo(runs).EnumerateDirectories().Where(d => d.LinkTarget is null))
            {
                foreach (var file in run.EnumerateFiles("*.parquet", inside).Where(f => f.LinkTarget is not null && f.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true }))
                {
                    file.Delete();
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // No view at all, or one that this user may only read.
        }
    }
}
