using System.Security.Cryptography;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>The SHA-256 of a file's bytes.</summary>
internal static class FileHash
{
    private const int PieceBytes = 1 << 19;

    // Below it a thread costs more than it gives.
    private const long WorthReadingAhead = 4 << 20;

    /// <summary>In hexadecimal; null for a file that the disk does not give whole, which is as good as any other damage.</summary>
    public static string? Of(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Convert.ToHexStringLower(Of(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The hash of what is left to read of a file. A large one is read beside the hashing.</summary>
    /// <exception cref="IOException">The disk does not give it.</exception>
    public static byte[] Of(FileStream file)
    {
        if (file.Length < WorthReadingAhead)
        {
            return SHA256.HashData(file);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (piece, next) = (new byte[PieceBytes], new byte[PieceBytes]);
        for (var length = file.Read(piece); length > 0; (piece, next) = (next, piece))
        {
            var buffer = next;
            var ahead = Task.Run(() => file.Read(buffer));
            hash.AppendData(piece, 0, length);
            length = ahead.GetAwaiter().GetResult();
        }

        return hash.GetHashAndReset();
    }
}
