using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Thrift;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Tests.Metadata;

public sealed class PageIndexTests
{
    [Fact]
    public void A_column_index_is_read_as_it_was_written()
    {
        PageBounds[] pages = [new(false, [1, 2], [3], 7), new(true, [], [], 100), new(false, [], [255], 0)];
        var bytes = Written(new ColumnIndex(pages, BoundaryOrder.Descending).Write);

        var reader = new CompactReader(bytes);
        var read = ColumnIndex.Read(ref reader);

        Assert.Equal(BoundaryOrder.Descending, read.Order);
        Assert.Equal(pages.Select(Text), read.Pages.Select(Text));
        Assert.Equal(bytes.Length, reader.Position);
    }

    [Fact]
    public void A_column_index_without_counts_of_nulls_is_read()
    {
        var bytes = Written(new ColumnIndex([new(false, [1], [2], null)], BoundaryOrder.Ascending).Write);
        var reader = new CompactReader(bytes);
        Assert.Null(ColumnIndex.Read(ref reader).Pages[0].Nulls);
    }

    [Fact]
    public void Lists_of_different_length_are_damage()
    {
        // One null flag, two least values, one largest value.
        byte[] bytes = [0x19, 0x11, 2, 0x19, 0x28, 1, 5, 1, 6, 0x19, 0x18, 1, 7, 0];
        Assert.Equal("IF312", Assert.Throws<IrisFlowException>(() =>
        {
            var reader = new CompactReader(bytes);
            ColumnIndex.Read(ref reader);
        }).Findings[0].Rule);
    }

    [Fact]
    public void An_offset_index_is_read_as_it_was_written()
    {
        PageLocation[] pages = [new(4, 100, 0), new(1L << 40, int.MaxValue, 65_536)];
        var bytes = Written(new OffsetIndex(pages).Write);
        var reader = new CompactReader(bytes);
        Assert.Equal(pages, OffsetIndex.Read(ref reader).Pages);
    }

    private static string Text(PageBounds page) => $"{page.IsAllNull} {Convert.ToHexString(page.Min)} {Convert.ToHexString(page.Max)} {page.Nulls}";

    private static byte[] Written(Action<CompactWriter> write)
    {
        using var buffer = new ByteBuffer();
        write(new CompactWriter(buffer));
        return buffer.Written.ToArray();
    }
}
