using System.Text.Json;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Conditions;

namespace IrisFlow.Server;

/// <summary>A workspace whose C# files were compiled.</summary>
/// <param name="Workspace">The workspace, with the code that compiled last; without code of its own where none ever did.</param>
/// <param name="Findings">What stands against the C# files as they are now.</param>
/// <param name="ETag">Identifies code and findings.</param>
internal sealed record CompiledWorkspace(Workspace Workspace, IReadOnlyList<Finding> Findings, string ETag)
{
    /// <summary>A workspace as it is when the server starts.</summary>
    public static CompiledWorkspace Of(Workspace workspace) => Look(workspace.WithCodeOfNow, workspace.WithoutCode);

    /// <summary>True where the files could not be read just now: then they are worth another look although nothing changes any more.</summary>
    public bool IsUncertain => Findings.Any(f => f.IsTransient);

    /// <summary>The same workspace with its C# files as they are now. Where they don't compile, what compiled before stays in use.</summary>
    public static CompiledWorkspace Anew(CompiledWorkspace old) => Look(old.Workspace.WithCodeOfNow, () => old.Workspace);

    private static CompiledWorkspace Look(Func<Workspace> open, Func<Workspace> otherwise)
    {
        try
        {
            var workspace = open();
            Prove(workspace);
            return new(workspace, [], Tag(workspace, workspace.Catalog, []));
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // Whatever somebody's code does when it is looked at, a server stays.
            var last = otherwise();
            IReadOnlyList<Finding> findings = problem is IrisFlowException told ? told.Findings
                : [new("IF570", $"The C# files can't be used: {problem.GetType().Name}: {problem.Message}") { File = last.Workflows.Folder }];
            return new(last, findings, Tag(last, last.Catalog, findings));
        }
    }

    /// <summary>Makes everything that code defines once: what compiles can still fail when it is made, and then every list of activities or workflows would.</summary>
    /// <exception cref="IrisFlowException">Something can't be made.</exception>
    private static void Prove(Workspace workspace)
    {
        _ = workspace.NamesInCode;
        using var json = new Utf8JsonWriter(Stream.Null);
        json.WriteStartArray();
        foreach (var activity in workspace.Catalog.All)
        {
            ActivityJson.Write(json, activity, workspace.Catalog);
        }

        json.WriteEndArray();
    }

    private static string Tag(Workspace workspace, Catalog catalog, IReadOnlyList<Finding> findings) =>
        ETags.Of([.. catalog.Assemblies.Select(a => $"{a.FullName} {a.ManifestModule.ModuleVersionId}"), workspace.Root, .. findings.Select(f => f.ToString())]);
}
