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
    public void Patterns_of_every_length_are_repeated()
    {
        // By hand, since no compressor makes all of them: a literal, then copies of it at every distance and length.
        for (var distance = 1; distance <= 70; distance++)
        {
            for (var length = 1; length <= 64; length++)
            {
                var expected = Enumerable.Range(0, distance).Select(i => (byte)(i + 1)).ToList();
                List<byte> stored = [60 << 2, (byte)(distance - 1), .. expected];
                for (var copies = 0; copies < 5; copies++)
                {
                    stored.AddRange([(byte)(2 | ((length - 1) << 2)), (byte)distance, 0]);
                    for (var i = 0; i < length; i++)
                    {
                        expected.Add(expected[^distance]);
                    }
                }

                // Enough behind it that whole words are used.
                stored.AddRange([60 << 2, 199, .. new byte[200]]);
                expected.AddRange(new byte[200]);
                var plain = new byte[expected.Count];
                new SnappyCodec().Decompress([(byte)(plain.Length | 0x80), (byte)(plain.Length >> 7), .. stored], plain);
                Assert.True(plain.AsSpan().SequenceEqual(expected.ToArray()), $"distance {distance}, length {length}");
            }
        }
    }

    [Fact]
    public void Nothing_is_written_beyond_the_target_or_read_from_before_it()
    {
        var random = new SeededRandom(13);
        var good = Compress([.. Enumerable.Range(0, 3000).Select(i => (byte)(i % 37 * random.Next(2)))]);
        for (var i = 0; i < 3000; i++)
        {
            var bad = good.ToArray();
            bad[2 + random.Next(bad.Length - 2)] = (byte)random.NextBits();
            var memory = new byte[3400];
            memory.AsSpan().Fill(0xA5);
            Record.Exception(() => new SnappyCodec().Decompress(bad, memory.AsSpan(200, 3000)));
            Assert.True(memory.AsSpan(0, 200).IndexOfAnyExcept((byte)0xA5) < 0 && memory.AsSpan(3200).IndexOfAnyExcept((byte)0xA5) < 0);
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
