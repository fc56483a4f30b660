using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Tests.Encodings;

public sealed class DeltaEncoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(130)]
    [InlineData(1000)]
    [InlineData(1025)]
    public void Numbers_come_back_whatever_their_count(int count)
    {
        var random = new SeededRandom(count);
        for (var bits = 0; bits <= 64; bits += bits < 60 ? 4 : 1)
        {
            var value = (long)random.NextBits();
            var wide = Enumerable.Range(0, count).Select(_ => value = unchecked(value + (long)(bits == 0 ? 3 : random.NextBits() >> (64 - bits)))).ToArray();
            Assert.Equal(wide, Decoded<long>(Encoded<long>(wide), count));
            var narrow = Array.ConvertAll(wide, v => unchecked((int)v));
            Assert.Equal(narrow, Decoded<int>(Encoded<int>(narrow), count));
        }
    }

    [Fact]
    public void Numbers_reach_to_their_ends()
    {
        Assert.Equal([long.MaxValue, long.MinValue, 0, long.MaxValue, -1], Decoded<long>(Encoded<long>([long.MaxValue, long.MinValue, 0, long.MaxValue, -1]), 5));
        Assert.Equal([int.MinValue, int.MaxValue, 0, int.MinValue], Decoded<int>(Encoded<int>([int.MinValue, int.MaxValue, 0, int.MinValue]), 4));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        // The example of the format's description: 7, 5, 3, 1, 2, 3, 4, 5 have the differences -2, -2, -2, 1, 1, 1, 1, of which the
        // least is -2; less that they are 0, 0, 0, 3, 3, 3, 3 and take two bits each.
        byte[] expected = [128, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0b1100_0000, 0b0011_1111, 0, 0, 0, 0, 0, 0];
        Assert.Equal(expected, Encoded<int>([7, 5, 3, 1, 2, 3, 4, 5]));
    }

    [Fact]
    public void What_counts_up_is_a_fraction_and_noise_is_left()
    {
        using var buffer = new ByteBuffer();
        var random = new SeededRandom(1);
        Assert.True(DeltaEncoder.TryEncode<long>([.. Enumerable.Range(0, 5000).Select(i => 1_000_000_007L * i)], buffer));
        Assert.True(buffer.Length < 500);
        Assert.False(DeltaEncoder.TryEncode<long>([.. Enumerable.Range(0, 5000).Select(_ => (long)random.NextBits())], buffer));
        Assert.True(buffer.Length < 10_000, "Noise is noticed early.");
    }

    // What is not shorter is whole all the same as long as it is too short for a trial.
    private static byte[] Encoded<T>(T[] values)
        where T : unmanaged
    {
        using var buffer = new ByteBuffer();
        DeltaEncoder.TryEncode<T>(values, buffer);
        return buffer.Written.ToArray();
    }

    private static T[] Decoded<T>(byte[] page, int count)
        where T : unmanaged
    {
        var values = new T[count];
        new DeltaBinaryPackedEncoding().Decode(page, values.AsSpan());
        return values;
    }
}
