namespace IrisFlow.Hosting;

/// <summary>The folder of workflows: each in a folder of its own, <c>iris/iris.flow.json</c>.</summary>
/// <param name="Folder">Its path.</param>
public sealed record WorkflowFolder(string Folder)
{
    private const string Extension = ".flow.json";

    /// <summary>The names of the workflows that have a file, sorted.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? [.. Directory.EnumerateDirectories(Folder).Select(d => Path.GetFileName(d)!).Where(n => File.Exists(PathOf(n))).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Where the file of a workflow stands, or would stand.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name, name + Extension);

    /// <summary>The file that a user means: a path, or the name of a workflow; null when neither is there.</summary>
    public string? Locate(string nameOrPath)
    {
        if (nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return Path.GetFullPath(nameOrPath);
        }

        var isName = nameOrPath.Length > 0 && nameOrPath.AsSpan().IndexOfAny('/', '\\') < 0 && nameOrPath is not ("." or "..");
        return isName && File.Exists(PathOf(nameOrPath)) ? PathOf(nameOrPath) : null;
    }

    /// <summary>The answer to a name that nothing has.</summary>
    public IrisFlowException Unknown(string name, IEnumerable<string> inCode) => new(
        new Finding("IF805", $"There is no workflow '{name}' in {Folder}.")
        {
            Expected = NearMiss.OneOf(name, Names.Union(inCode), "The workflows are"),
            Next = $"irisflow new workflow {name}",
        },
        ExitCode.NotFound);
}
