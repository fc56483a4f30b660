using System.Security.Cryptography;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>The SHA-256 of a file's bytes.</summary>
internal static class FileHash
{
    /// <summary>In hexadecimal; null for a file that the disk does not give whole, which is as good as any other damage.</summary>
    public static string? Of(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
