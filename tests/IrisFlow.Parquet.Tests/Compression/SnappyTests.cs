using IrisFlow.Parquet.Compression;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Tests.Compression;

public sealed class SnappyTests
{
    [Fact]
    public void What_was_compressed_comes_back()
    {
        var random = new SeededRandom(11);
        for (var i = 0; i < 300; i++)
        {
            // From one letter to all bytes: from long copies that overlap themselves to literals only.
            var letters = 1 + random.Next(256);
            var bytes = Enumerable.Range(0, random.Next(i % 10 == 0 ? 200_000 : 2000)).Select(_ => (byte)random.Next(letters)).ToArray();
            var plain = new byte[bytes.Length];
            new SnappyCodec().Decompress(Compress(bytes), plain);
            Assert.Equal(bytes, plain);
        }
    }

    [Fact]
    public void Repetition_shrinks() => Assert.True(Compress(new byte[100_000]).Length < 100_000 / 15);

    [Fact]
    public void A_copy_from_before_the_beginning_is_refused() =>
        Assert.Throws<IrisFlowException>(() => new SnappyCodec().Decompress([8, 0, (byte)'a', 1 | (3 << 2), 2], new byte[8]));

    [Fact]
    public void A_copy_beyond_the_end_is_refused() =>
        Assert.Throws<IrisFlowException>(() => new SnappyCodec().Decompress([2, 0, (byte)'a', 1 | (3 << 2), 1], new byte[2]));

    [Fact]
    public void Another_length_than_the_header_says_is_refused() =>
        Assert.Throws<IrisFlowException>(() => new SnappyCodec().Decompress([1, 0, (byte)'a'], new byte[2]));

    [Fact]
    public void Damage_gives_bytes_or_a_finding()
    {
        var random = new SeededRandom(12);
        var good = Compress([.. Enumerable.Range(0, 500).Select(i => (byte)(i % 37))]);
        for (var i = 0; i < 5000; i++)
        {
            var bad = good.ToArray();
            bad[random.Next(bad.Length)] = (byte)random.NextBits();
            var fault = Record.Exception(() => new SnappyCodec().Decompress(bad, new byte[500]));
            Assert.True(fault is null or IrisFlowException, fault?.ToString());
        }
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var buffer = new ByteBuffer();
        using var compressor = new SnappyCompressor();
        compressor.Compress(bytes, buffer);
        return buffer.Written.ToArray();
    }
}
