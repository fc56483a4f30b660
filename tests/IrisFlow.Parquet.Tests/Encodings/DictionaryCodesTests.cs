using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Tests.Encodings;

public sealed class DictionaryCodesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(17)]
    public void The_entries_that_codes_name_come_in_order(int width)
    {
        var random = new SeededRandom(width);
        var codes = Enumerable.Range(0, 5000).Select(i => i / 500 % 2 == 0 ? 1 : random.Next(1 << width)).ToArray();
        var entries = Enumerable.Range(0, 1 << width).Select(i => i * 0.5).ToArray();

        var values = new double[codes.Length];
        DictionaryCodes.Look<double>(Page(codes, width), entries, values);
        var read = new int[codes.Length];
        DictionaryCodes.Read(Page(codes, width), entries.Length, read);

        Assert.Equal(codes.Select(c => entries[c]), values);
        Assert.Equal(codes, read);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1234)]
    [InlineData(4999)]
    public void A_code_beyond_the_dictionary_is_refused_wherever_it_stands(int at)
    {
        var codes = Enumerable.Range(0, 5000).Select(i => i % 100).ToArray();
        codes[at] = 100;

        Assert.Throws<IrisFlowException>(() => DictionaryCodes.Look<double>(Page(codes, 7), new double[100], new double[codes.Length]));
        Assert.Throws<IrisFlowException>(() => DictionaryCodes.Read(Page(codes, 7), 100, new int[codes.Length]));
    }

    [Fact]
    public void A_run_of_a_code_beyond_the_dictionary_is_refused() =>
        Assert.Throws<IrisFlowException>(() => DictionaryCodes.Look<double>(Page(new int[5000], 7), [], new double[5000]));

    private static byte[] Page(int[] codes, int width)
    {
        using var buffer = new ByteBuffer();
        buffer.WriteByte((byte)width);
        HybridEncoder.Encode(codes, width, buffer);
        return buffer.Written.ToArray();
    }
}
