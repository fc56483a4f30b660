using System.Collections.Concurrent;

namespace IrisFlow;

/// <summary>What was read of files before, for as long as they stay as they are: a workflow that is checked at every keystroke reads each header once.</summary>
/// <remarks>A file is taken for unchanged while its length and the time of its last write are; nothing that counts rests on it, only what is shown before a run.</remarks>
public sealed class FileMemo
{
    // Far more than a workspace has sources; a guard against definitions that name another file at each check.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string Path, string Question), (long Bytes, long Stamp, object Answer)> _known = new();

    /// <summary>The answer to a question about a file: what was found last time, or what is found now.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="question">What is asked, with everything that the answer depends on besides the file.</param>
    /// <param name="read">Finds the answer.</param>
    public T Of<T>(string path, string question, Func<T> read)
        where T : class
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return read();
        }

        var (bytes, stamp) = (file.Length, file.LastWriteTimeUtc.Ticks);
        if (_known.TryGetValue((path, question), out var known) && known.Bytes == bytes && known.Stamp == stamp && known.Answer is T answer)
        {
            return answer;
        }

        answer = read();
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[(path, question)] = (bytes, stamp, answer);
        return answer;
    }
}
