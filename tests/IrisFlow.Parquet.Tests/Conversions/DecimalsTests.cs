using System.Globalization;
using System.Numerics;
using IrisFlow.Parquet.Conversions;

namespace IrisFlow.Parquet.Tests.Conversions;

/// <summary>Decimals as Python's decimal module and float() see them (data/decimals_expect.csv), halves between two doubles among them.</summary>
public sealed class DecimalsTests
{
    private static readonly (BigInteger Unscaled, int Scale, string Bits, string Text)[] Expected =
    [
        .. File.ReadLines(Files.Data("decimals_expect.csv")).Skip(1).Select(l => l.Split(','))
            .Select(c => (BigInteger.Parse(c[0], CultureInfo.InvariantCulture), int.Parse(c[1], CultureInfo.InvariantCulture), c[2], c[3])),
    ];

    [Fact]
    public void Bytes_become_the_nearest_double_however_many_there_are()
    {
        foreach (var (unscaled, scale, bits, text) in Expected)
        {
            var shortest = unscaled.ToByteArray(isBigEndian: true);
            foreach (var width in new[] { shortest.Length, shortest.Length + 1, 16, 33 })
            {
                if (width >= shortest.Length)
                {
                    Assert.Equal((text, bits), (text, Bits(Decimals.ToDouble(Padded(shortest, width), scale))));
                }
            }
        }
    }

    [Fact]
    public void Numbers_of_64_and_32_bits_become_the_nearest_double()
    {
        var (longs, ints) = (0, 0);
        foreach (var (unscaled, scale, bits, text) in Expected)
        {
            if (unscaled >= long.MinValue && unscaled <= long.MaxValue)
            {
                var found = new double[1];
                Decimals.ToDoubles([(long)unscaled], scale, found);
                Assert.Equal((text, bits), (text, Bits(found[0])));
                longs++;
            }

            if (unscaled >= int.MinValue && unscaled <= int.MaxValue)
            {
                var found = new double[1];
                Decimals.ToDoubles([(int)unscaled], scale, found);
                Assert.Equal((text, bits), (text, Bits(found[0])));
                ints++;
            }
        }

        Assert.True(longs > 200 && ints > 50);
    }

    [Fact]
    public void Text_has_every_digit()
    {
        var room = Decimals.Room();
        foreach (var (unscaled, scale, _, text) in Expected)
        {
            Assert.Equal(text, Decimals.ToText(Padded(unscaled.ToByteArray(isBigEndian: true), 40), scale, room).ToString());
            if (unscaled >= long.MinValue && unscaled <= long.MaxValue)
            {
                Assert.Equal(text, Decimals.ToText((long)unscaled, scale, room).ToString());
            }
        }
    }

    [Fact]
    public void No_bytes_are_zero() => Assert.Equal(0, Decimals.ToDouble([], 2));

    [Fact]
    public void The_largest_decimal_that_is_read_has_room_and_a_larger_one_is_refused()
    {
        var largest = Enumerable.Repeat((byte)0x7F, 128).ToArray();
        Assert.Equal(308 + 1, Decimals.ToText(largest, 100, Decimals.Room()).Length);
        Assert.Equal("IF315", Assert.Throws<IrisFlowException>(() => Decimals.ToDouble([.. largest, 1], 0)).Findings[0].Rule);
    }

    private static byte[] Padded(byte[] shortest, int width) =>
        [.. Enumerable.Repeat((byte)(shortest[0] >= 0x80 ? 0xFF : 0), Math.Max(0, width - shortest.Length)), .. shortest];

    private static string Bits(double value) => BitConverter.DoubleToUInt64Bits(value).ToString("x");
}
