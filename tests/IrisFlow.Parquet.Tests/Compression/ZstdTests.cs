using System.Text;
using IrisFlow.Parquet.Compression;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Tests.Compression;

public sealed class ZstdTests
{
    [Fact]
    public void What_was_compressed_comes_back()
    {
        var random = new SeededRandom(31);
        for (var i = 0; i < 100; i++)
        {
            var letters = 1 + random.Next(256);
            var bytes = Enumerable.Range(0, random.Next(20_000)).Select(_ => (byte)random.Next(letters)).ToArray();
            var plain = new byte[bytes.Length];
            new ZstdCodec().Decompress(Compress(bytes), plain);
            Assert.Equal(bytes, plain);
        }
    }

    [Fact]
    public void A_frame_that_gives_more_than_the_page_says_is_refused_without_writing_beyond_it()
    {
        var frame = Compress(new byte[100_000]);
        var room = Enumerable.Repeat((byte)7, 2000).ToArray();

        var finding = Assert.Throws<IrisFlowException>(() => new ZstdCodec().Decompress(frame, room.AsSpan(0, 1000))).Findings[0];

        Assert.Equal("IF312", finding.Rule);
        Assert.All(room[1000..], b => Assert.Equal(7, b));
    }

    [Fact]
    public void A_frame_that_gives_less_than_the_page_says_is_refused() =>
        Assert.Throws<IrisFlowException>(() => new ZstdCodec().Decompress(Compress(new byte[100]), new byte[101]));

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(99_999, false)]
    [InlineData(100_001, false)]
    [InlineData(3_000_000, false)]
    public void A_page_is_held_to_what_its_frame_says_before_memory_is_taken(int claimed, bool right) =>
        Assert.Equal(right, new ZstdCodec().CanGive(Compress(new byte[100_000]), claimed));

    [Fact]
    public void Two_frames_can_give_more_than_the_first_one_says() =>
        Assert.True(new ZstdCodec().CanGive([.. Compress(new byte[100]), .. Compress(new byte[50])], 150));

    [Fact]
    public void Damage_gives_bytes_or_a_finding()
    {
        var random = new SeededRandom(32);
        var good = Compress(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => $"row {i * 7 % 100};"))));
        var length = Enumerable.Range(0, 300).Sum(i => $"row {i * 7 % 100};".Length);
        for (var i = 0; i < 3000; i++)
        {
            var bad = good.ToArray();
            bad[random.Next(bad.Length)] = (byte)random.NextBits();
            var cut = bad[..(random.Next(4) == 0 ? random.Next(bad.Length) : bad.Length)];
            var fault = Record.Exception(() => new ZstdCodec().Decompress(cut, new byte[length]));
            Assert.True(fault is null or IrisFlowException, fault?.ToString());
        }
    }

    [Fact]
    public void A_machine_without_the_library_is_told_what_to_install_or_to_choose()
    {
        var finding = Assert.Throws<IrisFlowException>(() => ZstdLibrary.Load("libzstd-that-is-not-there.so")).Findings[0];
        Assert.Equal(("IF365", "apt-get install libzstd1"), (finding.Rule, finding.Next));
        Assert.Contains("ZSTD", finding.Message);
        Assert.Contains("snappy", finding.Expected);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var buffer = new ByteBuffer();
        using var compressor = new ZstdCompressor();
        compressor.Compress(bytes, buffer);
        return buffer.Written.ToArray();
    }
}
