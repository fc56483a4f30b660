namespace IrisFlow.Tests.Tables;

public class ColumnDigestsTests
{
    private static readonly Table Some = Table.Of(
        ("a", Column.Of(1, 2)), ("b", Column.OfNullable<double>(ColumnType.Float64, 0.5, null)), ("c", Column.Of("x", "y"))).WithMetadata("note", "1");

    /// <summary>The digits come from reference_digests.py.</summary>
    [Fact]
    public void A_column_has_the_documented_digest() =>
        Assert.Equal("c04c32c258c3c74e62118e01e0131e1e0b1657d3e604a4c66c660771119397a8", TableDigest.Of(Column.OfNullable<long>(ColumnType.Int64, 1L << 40, null, -1)).Hex);

    [Fact]
    public void The_digests_of_the_columns_give_that_of_the_table() =>
        Assert.Equal(TableDigest.Of(Some), TableDigest.Of(Some.Schema, Some.RowCount, Some.Metadata, ColumnDigests.Of(Some)));

    [Fact]
    public void They_are_read_back_from_their_text()
    {
        var read = ColumnDigests.Parse(ColumnDigests.Of(Some).ToString(), 3)!;

        Assert.Equal(TableDigest.Of(Some), TableDigest.Of(Some.Schema, Some.RowCount, Some.Metadata, read));
        Assert.Equal(TableDigest.Of(Some["b"]), Digest.FromHash(read[1]));
    }

    [Fact]
    public void They_are_those_of_these_columns_in_this_order()
    {
        var other = ColumnDigests.Of(Some.Select("b", "a", "c"));

        Assert.NotEqual(TableDigest.Of(Some), TableDigest.Of(Some.Schema, Some.RowCount, Some.Metadata, other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no Base64!")]
    [InlineData("AAAA")]
    public void Anything_else_is_not_read(string text) => Assert.Null(ColumnDigests.Parse(text, 3));

    [Fact]
    public void Digests_of_more_columns_than_there_are_are_not_read() => Assert.Null(ColumnDigests.Parse(ColumnDigests.Of(Some).ToString(), 2));

    [Fact]
    public void A_table_without_columns_has_an_empty_text() => Assert.NotNull(ColumnDigests.Parse(ColumnDigests.Of(Table.Of()).ToString(), 0));
}
