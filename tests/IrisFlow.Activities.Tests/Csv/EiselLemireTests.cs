using System.Globalization;
using System.Text;

namespace IrisFlow.Activities.Tests;

/// <summary>Doubles are the nearest to their text: compared with .NET's own parser, and with values known from elsewhere.</summary>
public class EiselLemireTests
{
    [Fact]
    public void A_million_random_doubles_come_back_from_17_digits()
    {
        var random = new SeededRandom(1);
        Span<byte> text = stackalloc byte[64];
        for (var i = 0; i < 1_000_000; i++)
        {
            var value = i % 2 == 0 ? random.NextDouble() : BitConverter.UInt64BitsToDouble(random.NextBits());
            if (double.IsFinite(value))
            {
                value.TryFormat(text, out var length, "G17", CultureInfo.InvariantCulture);
                Same(value, text[..length]);
            }
        }
    }

    [Fact]
    public void Random_digits_with_random_exponents_are_the_nearest_double()
    {
        var random = new SeededRandom(2);
        Span<byte> text = stackalloc byte[64];
        for (var i = 0; i < 1_000_000; i++)
        {
            (random.NextBits() >> random.Next(64)).TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
            text[length++] = (byte)'e';
            (random.Next(700) - 370).TryFormat(text[length..], out var more, default, CultureInfo.InvariantCulture);
            Same(double.Parse(text[..(length + more)], CultureInfo.InvariantCulture), text[..(length + more)]);
        }
    }

    [Fact]
    public void Any_number_of_digits_before_and_behind_the_point_is_read()
    {
        var random = new SeededRandom(4);
        Span<byte> text = stackalloc byte[64];
        for (var whole = 1; whole <= 20; whole++)
        {
            for (var behind = 0; behind <= 20; behind++)
            {
                var length = 0;
                for (var i = 0; i < whole + behind; i++)
                {
                    text[length++] = (byte)('0' + (i == 0 && whole > 1 ? 1 + random.Next(9) : random.Next(10)));
                    if (i == whole - 1 && behind > 0)
                    {
                        text[length++] = (byte)'.';
                    }
                }

                Same(double.Parse(text[..length], CultureInfo.InvariantCulture), text[..length]);
            }
        }
    }

    [Fact]
    public void Halves_between_two_doubles_go_to_the_even_one()
    {
        var random = new SeededRandom(3);
        for (var i = 0; i < 200_000; i++)
        {
            // Whole numbers of 54 bits that end in a one lie half-way; so do they divided by small powers of ten where that is exact.
            var half = ((1UL << 53) | (random.NextBits() >> 11)) | 1;
            var text = Encoding.ASCII.GetBytes(half.ToString(CultureInfo.InvariantCulture) + (random.Next(2) == 0 ? "" : ".0"));
            Same(double.Parse(text, CultureInfo.InvariantCulture), text);
            text = Encoding.ASCII.GetBytes($"{half / 5}e{random.Next(28) - 4}");
            Same(double.Parse(text, CultureInfo.InvariantCulture), text);
        }
    }

    // From the literature on reading numbers (Clinger, Gay, Regan, Lemire) and from bugs of other parsers; bits by Python's float().
    [Theory]
    [InlineData("2.2250738585072011e-308", 0x000FFFFFFFFFFFFF)]
    [InlineData("2.2250738585072012e-308", 0x0010000000000000)]
    [InlineData("2.2250738585072014e-308", 0x0010000000000000)]
    [InlineData("4.9406564584124654e-324", 0x0000000000000001)]
    [InlineData("2.4703282292062327e-324", 0x0000000000000000)]
    [InlineData("2.4703282292062328e-324", 0x0000000000000001)]
    [InlineData("1.7976931348623157e308", 0x7FEFFFFFFFFFFFFF)]
    [InlineData("1.7976931348623158e308", 0x7FEFFFFFFFFFFFFF)]
    [InlineData("1.7976931348623159e308", 0x7FF0000000000000)]
    [InlineData("9007199254740993", 0x4340000000000000)]
    [InlineData("9007199254740995", 0x4340000000000002)]
    [InlineData("9223372036854775807", 0x43E0000000000000)]
    [InlineData("1e23", 0x44B52D02C7E14AF6)]
    [InlineData("8.5e22", 0x44B1FFDBF6B2B2EB)]
    [InlineData("6.631236846766476e-316", 0x0000000008000000)]
    [InlineData("3.237883913302901e-319", 0x000000000000FFFF)]
    [InlineData("0.500000000000000166533453693773481063544750213623046875", 0x3FE0000000000002)]
    [InlineData("0.00000000000000000000000000000012345678901234567", 0x39840831C305489B)]
    [InlineData("1e-400", 0x0000000000000000)]
    [InlineData("0e999", 0x0000000000000000)]
    [InlineData("1e999", 0x7FF0000000000000)]
    [InlineData("7.3177701707893310e+15", 0x4339FF792393EDD3)]
    public void Hard_cases_are_right(string text, long bits)
    {
        Assert.True(CsvNumbers.TryDouble(Encoding.ASCII.GetBytes(text), out var read));
        Assert.Equal(bits, BitConverter.DoubleToInt64Bits(read));
    }

    [Theory]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("1e+")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1.2.3")]
    [InlineData("12345678x")]
    [InlineData("123x")]
    [InlineData("1234x")]
    [InlineData("123:")]
    [InlineData("0.123/")]
    [InlineData("0.12345\0")]
    [InlineData("1234567:")]
    [InlineData("0.1234567/")]
    [InlineData("--1")]
    [InlineData("1e5.0")]
    [InlineData("")]
    [InlineData("01.5")]
    public void What_is_no_number_is_none(string text) => Assert.False(CsvNumbers.TryDouble(Encoding.ASCII.GetBytes(text), out _));

    private static void Same(double expected, ReadOnlySpan<byte> text)
    {
        if (!CsvNumbers.TryDouble(text, out var read) || BitConverter.DoubleToInt64Bits(read) != BitConverter.DoubleToInt64Bits(expected))
        {
            Assert.Fail($"{Encoding.ASCII.GetString(text)} was read as {read:R}.");
        }
    }
}
