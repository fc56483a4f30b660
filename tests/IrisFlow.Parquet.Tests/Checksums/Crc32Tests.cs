using System.Text;
using IrisFlow.Parquet.Checksums;

namespace IrisFlow.Parquet.Tests.Checksums;

public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_algorithm_is_met() => Assert.Equal(0xCBF43926, Crc32.Of(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void Folding_and_tables_agree_at_every_length()
    {
        var bytes = Noise(1100);
        for (var length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(Crc32.PortableOf(bytes.AsSpan(0, length)), Crc32.Of(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Long_ones_fold_in_wide_lanes_to_the_same()
    {
        var bytes = Noise(20_000);
        for (var length = 16_000; length <= bytes.Length; length += 13)
        {
            Assert.Equal(Crc32.PortableOf(bytes.AsSpan(0, length)), Crc32.Of(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Two_parts_count_as_one()
    {
        var bytes = Noise(500);
        Assert.Equal(Crc32.Of(bytes), Crc32.Of(bytes.AsSpan(0, 131), bytes.AsSpan(131)));
    }

    private static byte[] Noise(int count)
    {
        var random = new SeededRandom(3);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextBits())];
    }
}
