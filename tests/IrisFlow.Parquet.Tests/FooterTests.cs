using System.Text;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Tests;

/// <summary>What a file says of itself.</summary>
public sealed class FooterTests : IDisposable
{
    private readonly Files _files = new();

    [Fact]
    public void The_writer_is_named()
    {
        using var file = new ParquetFile(_files.Write(Samples.Extremes()));
        Assert.Equal("IrisFlow", file.Metadata.CreatedBy);
    }

    [Fact]
    public void Row_groups_have_the_rows_that_are_asked_for()
    {
        using var file = new ParquetFile(_files.Write(Table.Of(("a", Column.Of(new int[16]))), Samples.SmallGroups));
        Assert.Equal([7, 7, 2], file.Metadata.RowGroups.Select(g => g.Rows));
    }

    [Fact]
    public void Row_groups_by_themselves_stay_near_64_MiB()
    {
        var wide = Table.Of([.. Enumerable.Range(0, 100).Select(i => ($"c{i}", (Column)Column.Of(new double[100_000])))]);
        using var file = new ParquetFile(_files.Write(wide));
        Assert.Equal(2, file.Metadata.RowGroups.Count);
    }

    [Fact]
    public void Few_distinct_texts_get_a_dictionary() => Assert.NotNull(ChunkOf("a", "b", "a", "b", "a", "b").DictionaryPageOffset);

    [Fact]
    public void Distinct_texts_get_none() => Assert.Null(ChunkOf("a", "b", "c", "d").DictionaryPageOffset);

    [Fact]
    public void Texts_that_shrink_are_compressed() => Assert.Equal(CodecId.Snappy, ChunkOf([.. Enumerable.Range(0, 5000).Select(i => $"the same and {i}")]).Codec);

    [Fact]
    public void Noise_is_not_compressed()
    {
        var random = new SeededRandom(1);
        var noise = Column.Of([.. Enumerable.Range(0, 5000).Select(_ => random.NextDouble())]);
        Assert.Equal(CodecId.Uncompressed, ChunkOf(noise).Codec);
    }

    [Fact]
    public void Nothing_is_compressed_where_that_is_asked_for()
    {
        var texts = Column.Of([.. Enumerable.Range(0, 5000).Select(i => $"the same and {i}")]);
        Assert.Equal(CodecId.Uncompressed, ChunkOf(texts, new ParquetOptions { Compression = ParquetCompression.None }).Codec);
    }

    [Fact]
    public void A_dictionary_in_memory_changes_no_byte_of_the_file()
    {
        var plain = Column.Of("x", "y", "x", null, "y", "x", "x");
        var encoded = StringColumn.Dictionary(Encoding.UTF8.GetBytes("unusedyx"), new[] { 0, 6, 7, 8 }, new[] { 2, 1, 2, 0, 1, 2, 2 }, plain.Validity, nullable: true);
        Assert.Equal(Files.Bytes(Table.Of(("t", plain))), Files.Bytes(Table.Of(("t", encoded))));
    }

    [Fact]
    public void What_a_null_row_holds_in_memory_does_not_reach_the_file()
    {
        var valid = Validity.FromFlags([true, false, true]);
        var zeros = new Column<int>(ColumnType.Int32, new[] { 1, 0, 3 }, valid);
        var noise = new Column<int>(ColumnType.Int32, new[] { 1, 999, 3 }, valid);
        Assert.Equal(Files.Bytes(Table.Of(("t", zeros))), Files.Bytes(Table.Of(("t", noise))));
    }

    [Fact]
    public void Row_groups_with_dictionaries_of_their_own_are_read_into_one()
    {
        var texts = Column.Of("a", "a", "a", "b", "b", "b", "a", "c", "c", "c", "c", "c", "c", "a");
        var read = _files.RoundTrip(Table.Of(("t", texts)), Samples.SmallGroups).Strings("t");
        Assert.Equal((true, 3), (read.IsDictionary, read.DistinctSlots));
    }

    [Fact]
    public void A_row_group_without_a_dictionary_makes_the_column_plain()
    {
        var texts = Column.Of("a", "a", "a", "a", "b", "b", "b", "t", "u", "v", "w", "x", "y", null);
        var read = _files.RoundTrip(Table.Of(("t", texts)), Samples.SmallGroups).Strings("t");
        Assert.False(read.IsDictionary);
        Assert.Equal(Cells.Of(texts), Cells.Of(read));
    }

    private ColumnChunk ChunkOf(params string?[] texts) => ChunkOf(Column.Of(texts));

    private ColumnChunk ChunkOf(Column column, ParquetOptions? options = null)
    {
        using var file = new ParquetFile(_files.Write(Table.Of(("t", column)), options));
        return file.Metadata.RowGroups[0].Columns[0];
    }

    public void Dispose() => _files.Dispose();
}
