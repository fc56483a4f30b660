using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IrisFlow.Hosting.Access;

/// <summary>Texts that prove who one is: 32 random bytes each, of which only a hash is ever kept.</summary>
public static class Secret
{
    /// <summary>A new one. The beginning makes it easy to find where it should not be.</summary>
    public static string New() => "irisflow_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of it. Nobody guesses 32 random bytes, so a plain hash is enough.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether two hashes are the same, in a time that does not tell how far they agree.</summary>
    public static bool AreSame(string hash, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}
