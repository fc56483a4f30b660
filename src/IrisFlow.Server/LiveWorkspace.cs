using IrisFlow.Hosting;

namespace IrisFlow.Server;

/// <summary>The workspace as it is now: another object after its C# files were compiled anew.</summary>
internal sealed class LiveWorkspace(Workspace workspace)
{
    private volatile CompiledWorkspace _code = CompiledWorkspace.Of(workspace);

    /// <summary>The workspace. Asked for once a request: between two requests it may be another object. All of them share one store, which the first owns.</summary>
    public Workspace Current => _code.Workspace;

    /// <summary>The workspace and what its compiler said.</summary>
    public CompiledWorkspace Code => _code;

    /// <summary>Compiles the C# files anew.</summary>
    /// <returns>False where they are those that were compiled last.</returns>
    public bool Recompile()
    {
        var old = _code;
        var now = CompiledWorkspace.Anew(old);
        if (now.ETag == old.ETag)
        {
            return false;
        }

        _code = now;
        return true;
    }
}
