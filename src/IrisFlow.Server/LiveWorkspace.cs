using IrisFlow.Hosting;

namespace IrisFlow.Server;

/// <summary>The workspace as it is now.</summary>
internal sealed class LiveWorkspace(Workspace workspace)
{
    /// <summary>The workspace. Asked for once a request: between two requests it may be another object.</summary>
    public Workspace Current { get; } = workspace;
}
