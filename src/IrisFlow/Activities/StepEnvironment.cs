namespace IrisFlow;

/// <summary>What surrounds a step and is the same for all steps of a workflow.</summary>
/// <param name="Folder">The folder of the workflow file: relative paths start here.</param>
/// <param name="Catalog">The activities and kinds there are.</param>
/// <param name="Formats">The table formats there are.</param>
public sealed record StepEnvironment(string Folder, Catalog Catalog, TableFormats Formats)
{
    /// <summary>The other workflows of the workspace; null where there is no workspace.</summary>
    public IWorkflows? Workflows { get; init; }

    /// <summary>For a workflow that steps of other workflows run: its own name, before it that of the one that runs it, and so on.</summary>
    public IReadOnlyList<string> Above { get; init; } = [];

    /// <summary>What is known of files already; null to ask them each time.</summary>
    public FileMemo? Files { get; init; }

    /// <summary>The full path of a file that a parameter names.</summary>
    /// <remarks>No file has a NUL in its name, and the system refuses to be asked for one: with the sign for it in its place the file is just not there.</remarks>
    public string PathOf(string path) => Path.GetFullPath(path.Replace('\0', '\u2400'), Folder);
}
