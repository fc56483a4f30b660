namespace IrisFlow;

/// <summary>What surrounds a step and is the same for all steps of a workflow.</summary>
/// <param name="Folder">The folder of the workflow file: relative paths start here.</param>
/// <param name="Catalog">The activities and kinds there are.</param>
/// <param name="Formats">The table formats there are.</param>
public sealed record StepEnvironment(string Folder, Catalog Catalog, TableFormats Formats)
{
    /// <summary>The full path of a file that a parameter names.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Folder);
}
