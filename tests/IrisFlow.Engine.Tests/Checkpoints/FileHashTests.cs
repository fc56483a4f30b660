using System.Security.Cryptography;
using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Tests.Checkpoints;

public class FileHashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData((4 << 20) - 1)]
    [InlineData(4 << 20)]
    [InlineData((5 << 20) + 12_345)]
    public void A_file_of_any_length_has_the_hash_of_its_bytes(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            // No two pieces of the file are the same.
            bytes[i] = (byte)(i * 31 ^ (i >> 13));
        }

        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);

            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), FileHash.Of(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_has_no_hash() => Assert.Null(FileHash.Of(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
}
