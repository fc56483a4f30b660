using IrisFlow.Hosting;
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

    /// <summary>The same workspace with its C# files as they are now. Where they don't compile, what compiled before stays in use.</summary>
    public static CompiledWorkspace Anew(CompiledWorkspace old) => Look(old.Workspace.WithCodeOfNow, () => old.Workspace);

    private static CompiledWorkspace Look(Func<Workspace> open, Func<Workspace> otherwise)
    {
        try
        {
            var workspace = open();
            return new(workspace, [], Tag(workspace, workspace.Catalog, []));
        }
        catch (IrisFlowException problem)
        {
            var last = otherwise();
            return new(last, problem.Findings, Tag(last, last.Catalog, problem.Findings));
        }
    }

    private static string Tag(Workspace workspace, Catalog catalog, IReadOnlyList<Finding> findings) =>
        ETags.Of([.. catalog.Assemblies.Select(a => $"{a.FullName} {a.ManifestModule.ModuleVersionId}"), workspace.Root, .. findings.Select(f => f.ToString())]);
}
