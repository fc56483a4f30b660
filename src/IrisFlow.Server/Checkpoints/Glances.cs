using IrisFlow.Engine.Checkpoints;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Runs;

namespace IrisFlow.Server.Checkpoints;

/// <summary>Checkpoints that are being looked at. What a file says of itself is read once, and again when the file was touched.</summary>
internal sealed class Glances
{
    private readonly Kept<Digest, CheckpointGlance> _opened = new(64, _ => 1);

    /// <summary>The checkpoint of a digest as it stands in an address: hexadecimal digits and nothing else, looked up in the database, never a path.</summary>
    /// <exception cref="IrisFlowException">There is none, or it is damaged; the finding says how it comes back.</exception>
    public CheckpointGlance Open(Workspace workspace, string digest) => Telling(workspace, Parse(digest), parsed =>
    {
        var checkpoints = workspace.Engine.Checkpoints;
        if (_opened.TryGet(parsed, out var glance) && workspace.Store.FindObject(parsed) == glance.Stored && checkpoints.Check(glance.Stored) == ObjectState.Whole)
        {
            return glance;
        }

        glance = checkpoints.Glance(parsed);
        _opened.Keep(parsed, glance);
        return glance;
    });

    /// <summary>The digest of an address.</summary>
    /// <exception cref="IrisFlowException">It is none.</exception>
    public static Digest Parse(string digest) => Digest.TryParse(digest, out var parsed) ? parsed : throw new IrisFlowException(
        new Finding("IF580", "That is not the name of a checkpoint.") { Expected = "A digest of 64 hexadecimal digits, as the outputs of runs name them.", Next = "irisflow runs" },
        ExitCode.NotFound);

    /// <summary>Looks at a checkpoint; what is wrong with it says how it is made again, and names no path of this machine.</summary>
    public static T Telling<T>(Workspace workspace, Digest digest, Func<Digest, T> look)
    {
        try
        {
            return look(digest);
        }
        catch (IrisFlowException problem) when (problem.Exit is ExitCode.Corrupt or ExitCode.NotFound)
        {
            throw Told(workspace, digest, problem);
        }
    }

    /// <inheritdoc cref="Telling"/>
    public static async Task<T> TellingAsync<T>(Workspace workspace, Digest digest, Func<Task<T>> look)
    {
        try
        {
            return await look();
        }
        catch (IrisFlowException problem) when (problem.Exit is ExitCode.Corrupt or ExitCode.NotFound)
        {
            throw Told(workspace, digest, problem);
        }
    }

    private static IrisFlowException Told(Workspace workspace, Digest digest, IrisFlowException problem) =>
        new([.. problem.Findings.Select(f => MakingAgain.Told(f with { File = null }, workspace.Store, digest))], problem.Exit, problem);
}
