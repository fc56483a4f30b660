using IrisFlow.Parquet.Encodings;

namespace IrisFlow.Parquet.Tests.Encodings;

public sealed class BitPackedLevelsTests
{
    [Fact]
    public void The_example_of_the_format_s_definition_gives_its_numbers()
    {
        ReadOnlySpan<byte> page = [0b00000101, 0b00111001, 0b01110111, 99];

        var levels = new int[8];
        new HybridDecoder(BitPackedLevels.Take(ref page, 8, 3), 3).Decode(levels);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], levels);
        Assert.Equal([99], page.ToArray());
    }

    [Fact]
    public void Levels_of_any_width_and_number_come_back()
    {
        var random = new SeededRandom(8);
        for (var i = 0; i < 200; i++)
        {
            var (width, count) = (1 + random.Next(7), 1 + random.Next(3000));
            var levels = Enumerable.Range(0, count).Select(_ => random.Next(1 << width)).ToArray();
            var bits = string.Concat(levels.Select(l => Convert.ToString(l, 2).PadLeft(width, '0')));
            ReadOnlySpan<byte> page = bits.Chunk(8).Select(b => Convert.ToByte(new string(b).PadRight(8, '0'), 2)).ToArray();

            var found = new int[count];
            new HybridDecoder(BitPackedLevels.Take(ref page, count, width), width).Decode(found);

            Assert.Equal(levels, found);
            Assert.True(page.IsEmpty);
        }
    }

    [Fact]
    public void A_page_that_ends_within_them_is_refused() => Assert.Throws<IrisFlowException>(() =>
    {
        ReadOnlySpan<byte> page = [1];
        BitPackedLevels.Take(ref page, 9, 1);
    });
}
