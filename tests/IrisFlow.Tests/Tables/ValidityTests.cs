namespace IrisFlow.Tests.Tables;

public class ValidityTests
{
    [Fact]
    public void Without_bits_every_row_holds_a_value() => Assert.True(default(Validity)[12_345]);

    [Fact]
    public void Flags_come_back_row_by_row()
    {
        bool[] flags = [.. Enumerable.Range(0, 19).Select(i => i % 3 != 1)];
        var validity = Validity.FromFlags(flags);
        Assert.Equal(flags, Enumerable.Range(0, 19).Select(i => validity[i]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(8, 8)]
    [InlineData(9, 9)]
    public void Nulls_are_counted_up_to_the_last_row(int rows, int nulls) =>
        Assert.Equal(nulls, Validity.FromBits(new byte[2], rows).NullCount);

    [Fact]
    public void Bits_past_the_last_row_are_ignored() => Assert.Equal(1, Validity.FromBits(new byte[] { 0b1111_1011 }, 3).NullCount);

    [Fact]
    public void Where_no_row_is_null_no_bits_are_kept() => Assert.True(Validity.FromBits(new byte[] { 0xFF, 0x01 }, 9).Bits.IsEmpty);

    [Fact]
    public void Rows_can_be_taken_in_any_order_and_more_than_once()
    {
        var taken = Validity.FromFlags([true, false, true]).Take([1, 0, 1, 2]);
        Assert.Equal([false, true, false, true], Enumerable.Range(0, 4).Select(i => taken[i]));
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(8, 5)]
    [InlineData(3, 9)]
    [InlineData(16, 4)]
    [InlineData(20, 0)]
    public void A_slice_holds_the_same_flags_wherever_it_starts(int start, int length)
    {
        bool[] flags = [.. Enumerable.Range(0, 20).Select(i => i % 5 != 2)];
        var slice = Validity.FromFlags(flags).Slice(start, length);
        Assert.Equal(flags.Skip(start).Take(length), Enumerable.Range(0, length).Select(i => slice[i]));
    }

    [Fact]
    public void A_slice_counts_its_own_nulls() => Assert.Equal(1, Validity.FromFlags([false, true, false, true]).Slice(1, 2).NullCount);
}
