using System.Diagnostics;
using System.Text.Json.Nodes;

namespace IrisFlow.Testing.Program;

/// <summary>A temporary workspace that the program works on; it is gone after the test.</summary>
public sealed class ProgramWorkspace : IDisposable
{
    private ProgramWorkspace()
    {
    }

    /// <summary>The folder that holds <c>workflows/</c>.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("irisflow-").FullName;

    /// <summary>A workspace with a copy of the repository's workflow iris: its C#, its JSON, its data.</summary>
    public static ProgramWorkspace Iris() => CopyOf("iris");

    /// <summary>A workspace with a copy of one of the repository's workflows.</summary>
    public static ProgramWorkspace CopyOf(string workflow)
    {
        var workspace = Empty();
        var source = Path.Combine(PublishedProgram.Repository, "workflows", workflow);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            workspace.Write(Path.Combine("workflows", workflow, Path.GetRelativePath(source, file)), File.ReadAllBytes(file));
        }

        return workspace;
    }

    /// <summary>A workspace with one workflow of JSON and data alone.</summary>
    public static ProgramWorkspace Of(string workflow, string json, params (string File, string Text)[] data)
    {
        var workspace = Empty();
        workspace.Write($"workflows/{workflow}/{workflow}.flow.json", json);
        foreach (var (file, text) in data)
        {
            workspace.Write($"workflows/{workflow}/{file}", text);
        }

        return workspace;
    }

    /// <summary>A folder in which nothing is yet.</summary>
    public static ProgramWorkspace Empty() => new();

    /// <summary>The full path of a file in the workspace.</summary>
    public string At(string path) => Path.Combine(Root, path);

    /// <summary>Writes a file of the workspace; the folder it stands in is made.</summary>
    public string Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file of the workspace; the folder it stands in is made.</summary>
    public string Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), bytes);
        return At(path);
    }

    /// <summary>Reads a file of the workspace.</summary>
    public string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Runs the program in this workspace to its end.</summary>
    public Task<ProgramResult> RunAsync(params string[] arguments) => PublishedProgram.RunAsync(Root, arguments);

    /// <summary>Runs the program in this workspace with variables set, or with null removed.</summary>
    public Task<ProgramResult> RunAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        PublishedProgram.RunAsync(Root, arguments, environment);

    /// <summary>Runs the program with <c>--json</c>, expects that it succeeds, and gives the document.</summary>
    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var result = await RunAsync([.. arguments, "--json"]);
        return result.ExitCode == 0 ? result.Json : throw new InvalidOperationException($"irisflow {string.Join(' ', arguments)}: {result}");
    }

    /// <summary>Starts the program in this workspace and does not wait for it.</summary>
    public Process Start(params string[] arguments) => Process.Start(PublishedProgram.StartInfo(Root, arguments))!;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
