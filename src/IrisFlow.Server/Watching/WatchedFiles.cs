using IrisFlow.Hosting;

namespace IrisFlow.Server.Watching;

/// <summary>The stamps of the files that a server cares about, so that only what changed is read again.</summary>
/// <param name="Workflows">For each workflow that has a file, the stamps of its files and the name of their state; null where they can't be read.</param>
/// <param name="Code">The stamps of all C# files.</param>
internal sealed record WatchedFiles(IReadOnlyDictionary<string, (string Stamp, string? ETag)> Workflows, string Code)
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>The files as they are now.</summary>
    /// <param name="folder">The folder of workflows.</param>
    /// <param name="last">What was seen last.</param>
    public static WatchedFiles Look(WorkflowFolder folder, WatchedFiles? last)
    {
        var files = new WorkflowFiles(folder);
        var workflows = new Dictionary<string, (string, string?)>(StringComparer.Ordinal);
        foreach (var name in files.Names)
        {
            var stamp = $"{Stamp(new(folder.PathOf(name)))} {Stamp(new(files.LayoutOf(name)))}";
            var known = last is not null && last.Workflows.TryGetValue(name, out var before) && before.Stamp == stamp ? before.ETag : null;
            workflows[name] = (stamp, known ?? ETag(files, name));
        }

        return new(workflows, Stamps(folder.Folder));
    }

    private static string? ETag(WorkflowFiles files, string name)
    {
        try
        {
            return files.Find(name)?.ETag;
        }
        catch (IrisFlowException)
        {
            return null;
        }
    }

    private static string Stamps(string folder) => !Directory.Exists(folder) ? "" : string.Join('\n', new DirectoryInfo(folder)
        .EnumerateFiles("*.cs", Everywhere).Select(f => $"{f.FullName} {Stamp(f)}").Order(StringComparer.Ordinal));

    private static string Stamp(FileInfo file) => file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "-";
}
