using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Tests.Encodings;

public sealed class HybridTests
{
    [Fact]
    public void Codes_of_every_width_come_back()
    {
        var random = new SeededRandom(21);
        for (var width = 1; width <= 32; width++)
        {
            for (var i = 0; i < 20; i++)
            {
                var codes = Runs(random, random.Next(400), width);
                using var buffer = new ByteBuffer();
                HybridEncoder.Encode(codes, width, buffer);
                var decoded = new int[codes.Length];
                new HybridDecoder(buffer.Written, width).Decode(decoded);
                Assert.Equal(codes, decoded);
            }
        }
    }

    [Fact]
    public void Long_packed_runs_of_every_width_come_back_from_any_group_on()
    {
        var random = new SeededRandom(22);
        for (var width = 1; width <= 32; width++)
        {
            var codes = Enumerable.Range(0, 1003).Select(i => i % 3 < 2 ? i % 3 : (int)(random.NextBits() >> (64 - width))).ToArray();
            using var buffer = new ByteBuffer();
            HybridEncoder.Encode(codes, width, buffer);
            var runs = new HybridDecoder(buffer.Written, width);
            var count = runs.NextRun(codes.Length, out _, out var packed);
            Assert.Equal(codes.Length, count);
            for (var from = 0; from < count; from += 8)
            {
                var decoded = new int[count - from];
                runs.Unpack(packed, from, decoded);
                Assert.Equal(codes[from..], decoded);
            }
        }
    }

    [Fact]
    public void One_value_over_and_over_takes_a_few_bytes()
    {
        using var buffer = new ByteBuffer();
        HybridEncoder.Encode(new int[100_000], 17, buffer);
        Assert.True(buffer.Length < 8);
    }

    [Fact]
    public void Runs_that_end_early_are_refused() =>
        Assert.Throws<IrisFlowException>(() => new HybridDecoder([6, 1], 8).Decode(new int[4]));

    [Fact]
    public void A_width_beyond_32_is_refused() => Assert.Throws<IrisFlowException>(() => new HybridDecoder([6, 1], 33).Decode(new int[4]));

    private static int[] Runs(SeededRandom random, int count, int width)
    {
        var codes = new int[count];
        var value = 0;
        for (var i = 0; i < count; i++)
        {
            value = random.Next(1 + (count / 16)) == 0 ? value : random.Next(3) > 0 ? value : (int)(random.NextBits() >> (64 - width));
            codes[i] = value;
        }

        return codes;
    }
}
