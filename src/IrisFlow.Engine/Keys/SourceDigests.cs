using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Keys;

/// <summary>The content of source files as digests. A large file that looks unchanged is not read again.</summary>
internal sealed class SourceDigests(IRunStore store, TimeProvider clock)
{
    // Reading a file below this costs less than asking the database about it.
    private const long WorthRemembering = 1 << 20;

    // A file written a moment ago may be written again within the same tick of its clock.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly List<SourceMemo> _memos = [];

    /// <summary>What was learned since the last call, to be remembered with the next commit.</summary>
    public IReadOnlyList<SourceMemo> TakeMemos()
    {
        lock (_lock)
        {
            var memos = _memos.ToArray();
            _memos.Clear();
            return memos;
        }
    }

    /// <exception cref="IrisFlowException">The file can't be read.</exception>
    public Digest Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var (length, stamp) = (file.Length, file.LastWriteTimeUtc.Ticks);
            if (length >= WorthRemembering && store.FindSource(path) is { } memo && memo.Bytes == length && memo.Stamp == stamp)
            {
                return Digest.Parse(memo.Digest);
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var digest = Digest.FromHash(FileHash.Of(stream));
            if (length >= WorthRemembering && clock.GetUtcNow() - file.LastWriteTimeUtc > Fresh)
            {
                lock (_lock)
                {
                    _memos.Add(new(path, length, stamp, digest.Hex));
                }
            }

            return digest;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            var missing = problem is FileNotFoundException or DirectoryNotFoundException;
            throw new IrisFlowException(
                new Finding(missing ? "IF302" : "IF303", missing ? "There is no such file." : $"The file can't be read: {problem.Message}") { File = path },
                missing ? ExitCode.NotFound : ExitCode.Usage,
                problem);
        }
    }
}
