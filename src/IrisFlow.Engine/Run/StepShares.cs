using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Run;

/// <summary>How far the steps of a run are, in a small file for other processes to read. It is replaced at most once a beat and never synced.</summary>
/// <remarks>What it says is worth nothing after the run, so it is no part of what is tracked, and no step ever waits for it.</remarks>
public sealed class StepShares
{
    private readonly Lock _lock = new();
    private readonly JsonObject _shares = [];
    private readonly string _file;
    private bool _isNew;
    private bool _isWritten;

    private string Unfinished => _file + ".tmp";

    /// <param name="file">The file.</param>
    /// <param name="isWritten">True where an earlier process of the run may have left it.</param>
    internal StepShares(string file, bool isWritten) => (_file, _isWritten) = (file, isWritten);

    /// <summary>The shares that a run's process has last written; empty where there are none.</summary>
    /// <param name="file">The file.</param>
    public static IReadOnlyDictionary<string, double> Read(string file)
    {
        try
        {
            return (JsonNode.Parse(File.ReadAllBytes(file)) as JsonObject ?? []).ToDictionary(s => s.Key, s => (double)s.Value!);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            return new Dictionary<string, double>();
        }
    }

    /// <summary>Notes how far a step is.</summary>
    internal void Note(string step, double share)
    {
        lock (_lock)
        {
            _shares[step] = share;
            _isNew = true;
        }
    }

    /// <summary>Writes what was noted since the last time.</summary>
    internal void Write()
    {
        lock (_lock)
        {
            if (!_isNew)
            {
                return;
            }

            (_isNew, _isWritten) = (false, true);
            Try(() =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
                File.WriteAllText(Unfinished, _shares.ToJsonString());
                File.Move(Unfinished, _file, overwrite: true);
            });
        }
    }

    /// <summary>Takes the file away: the run is over.</summary>
    internal void Remove()
    {
        lock (_lock)
        {
            if (_isWritten)
            {
                Try(() => File.Delete(Unfinished));
                Try(() => File.Delete(_file));
            }
        }
    }

    private static void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Nobody then sees how far the steps are; a run does not fail for that.
        }
    }
}
