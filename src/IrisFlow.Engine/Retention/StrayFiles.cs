namespace IrisFlow.Engine.Retention;

/// <summary>The files that nobody names and that nobody is about to name: objects, and what killed processes left of the progress of their runs.</summary>
internal sealed class StrayFiles(string objects, IRunStore store, DateTimeOffset now, DateTimeOffset? oldestAtWork)
{
    // A commit names its files within moments; what is older was left by a crash.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>Finished files without a row, and temporary files, by path.</summary>
    public IReadOnlyList<StrayFile> Find()
    {
        var finished = Old(objects, "*.parquet");
        if (finished.Count > 0)
        {
            var named = store.ObjectFiles().Select(o => o.File).ToHashSet();
            finished.RemoveAll(file => named.Contains(file.Name));
        }

        var progress = Old(Path.Combine(Path.GetDirectoryName(objects)!, "runs"), "*.progress*");
        return [.. finished.Concat(Old(Path.Combine(objects, ".tmp"), "*")).Concat(progress).Select(file => new StrayFile(file.FullName, file.Length)).OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    /// <summary>Those that were last written long ago, and before any run that is at work began.</summary>
    private List<FileInfo> Old(string folder, string pattern)
    {
        var before = (now - Settled).UtcDateTime;
        if (oldestAtWork is { } began && began.UtcDateTime < before)
        {
            before = began.UtcDateTime;
        }

        return Directory.Exists(folder) ? [.. new DirectoryInfo(folder).EnumerateFiles(pattern).Where(file => file.Exists && file.LastWriteTimeUtc < before)] : [];
    }
}
