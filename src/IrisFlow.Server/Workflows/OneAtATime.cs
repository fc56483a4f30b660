using IrisFlow.Hosting;

namespace IrisFlow.Server.Workflows;

/// <summary>Changes of workflows and drafts, each held to the state it was made from: between the look at that state and what replaces it nobody else comes.</summary>
internal static class OneAtATime
{
    /// <summary>Makes a change. The database lets in one writer at a time, of this server or of another one over the same workspace.</summary>
    public static T Do<T>(Workspace workspace, Func<IRunWriter, T> change)
    {
        var done = default(T)!;
        workspace.Store.Write(writer => done = change(writer));
        return done;
    }
}
