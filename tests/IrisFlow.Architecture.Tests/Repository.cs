using System.Diagnostics;

namespace IrisFlow.Architecture.Tests;

/// <summary>The source tree that the tests look at.</summary>
internal static class Repository
{
    private static readonly string[] LeftOut = [".build", ".git", ".vs", ".vscode", "node_modules", "TestResults"];

    /// <summary>The full path of the top level.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files but ignored ones, relative to the top level, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. (AskGit() ?? Walk()).Where(f => File.Exists(Path.Combine(Root, f))).Order(StringComparer.Ordinal)];

    /// <summary>The files below src, workflows and tests with one of these extensions; a test that sees none of them fails.</summary>
    public static IReadOnlyList<string> Code(params string[] extensions) =>
        Seen(Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) || f.StartsWith("workflows/", StringComparison.Ordinal) || f.StartsWith("tests/", StringComparison.Ordinal))
            .Where(f => extensions.Contains(Path.GetExtension(f))));

    /// <summary>The files themselves, once it is sure that there are some: a rule that looks at nothing keeps nothing.</summary>
    public static IReadOnlyList<string> Seen(IEnumerable<string> files)
    {
        List<string> seen = [.. files];
        Assert.NotEmpty(seen);
        return seen;
    }

    /// <summary>The text of a file.</summary>
    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>The lines of a file.</summary>
    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IrisFlow.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder above the tests holds IrisFlow.sln.");
        }

        return folder;
    }

    private static string[]? AskGit()
    {
        // Files not yet added count too: a rule should speak up before the commit.
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "-c", "core.quotePath=false", "ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            _ = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git on this machine, or the sources came as an archive: walk the folders instead.
            return null;
        }
    }

    private static IEnumerable<string> Walk() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(LeftOut.Contains))
            .Where(f => !f.StartsWith("artifacts/", StringComparison.Ordinal) || f == "artifacts/README.md");
}
