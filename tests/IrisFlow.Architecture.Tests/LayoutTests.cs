namespace IrisFlow.Architecture.Tests;

public class LayoutTests
{
    private const int LongestFile = 300;

    private static readonly string[] TopLevel =
    [
        "src", "workflows", "tests", "artifacts", "IrisFlow.sln", "README.md",
        // What git, MSBuild and CI look for at the root, and the licence, which people look for there.
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "Directory.Build.props", "Directory.Packages.props", "LICENSE", "global.json",
    ];

    // Folders are named after a capability; these names say only what kind of code lies inside.
    private static readonly string[] KindNames =
    [
        "Common", "Contracts", "Extensions", "Helpers", "Interfaces", "Managers", "Models", "Services", "Utils",
    ];

    private static readonly Dictionary<string, string> AllowedFolders = new()
    {
        ["src/IrisFlow.Activities/Models"] = "Machine-learning models: training, scoring and evaluating them is a capability of the design.",
        ["tests/IrisFlow.Activities.Tests/Models"] = "The tests of the folder above; tests have the same folders as what they test.",
    };

    [Fact]
    public void The_top_level_holds_only_what_the_design_names() =>
        Violations.None(Repository.Seen(Repository.Files).Select(f => f.Split('/')[0]).Distinct().Except(TopLevel));

    [Fact]
    public void No_folder_is_named_after_a_kind_of_code()
    {
        var folders = Repository.Seen(Repository.Code(".cs", ".ts", ".tsx", ".json").SelectMany(Parents).Distinct());
        Violations.None(folders.Where(f => KindNames.Contains(Path.GetFileName(f), StringComparer.OrdinalIgnoreCase) && !AllowedFolders.ContainsKey(f)));
    }

    [Fact]
    public void No_source_file_is_longer_than_300_lines() =>
        Violations.None(
            from file in Repository.Code(".cs", ".ts", ".tsx", ".js", ".mjs")
            let lines = Repository.Lines(file).Length
            where lines > LongestFile
            select $"{file} has {lines} lines");

    private static IEnumerable<string> Parents(string file)
    {
        var parts = file.Split('/');
        return Enumerable.Range(1, parts.Length - 1).Select(n => string.Join('/', parts.Take(n)));
    }
}
