using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Thrift;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Tests;

/// <summary>Footers that are well formed and lie: refused before memory is taken for what they claim.</summary>
public sealed class LyingClaimsTests : IDisposable
{
    private static readonly SchemaElement Root = new() { Name = "schema", Children = 1 };
    private static readonly SchemaElement Number = new() { Name = "n", Type = PhysicalType.Double, Repetition = Repetition.Optional };

    private static readonly ColumnChunk Chunk = new()
    {
        Type = PhysicalType.Double,
        Codec = CodecId.Uncompressed,
        Values = 1,
        UncompressedSize = 8,
        CompressedSize = 8,
        DataPageOffset = 4,
    };

    private readonly Files _files = new();

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_000_000)]
    [InlineData(long.MaxValue)]
    public void More_rows_than_the_bytes_can_hold(long rows) => Refused([Root, Number], rows, new RowGroup(rows, [Chunk with { Values = rows }]));

    [Fact]
    public void Columns_that_claim_a_little_each_and_much_together()
    {
        const int Columns = 20;
        const int Rows = 4_000_000;
        SchemaElement[] schema = [Root with { Children = Columns }, .. Enumerable.Range(0, Columns).Select(c => Number with { Name = $"n{c}" })];
        var fault = Refused(schema, Rows, new RowGroup(Rows, [.. Enumerable.Repeat(Chunk with { Values = Rows }, Columns)]));
        Assert.Equal("IF316", fault.Findings[0].Rule);
    }

    [Fact]
    public void What_we_write_of_one_value_claims_no_more_than_is_believed()
    {
        const int Rows = 1 << 21;
        var table = Table.Of(("n", Column.Of([.. Enumerable.Repeat(1.5, Rows)])), ("none", Column.OfNullable<long>(ColumnType.Int64, new long?[Rows])));
        Assert.InRange(Rows * 16L / Files.Bytes(table, new() { Compression = ParquetCompression.Zstd }).Length, 0, 32_768 / 2);
    }

    [Theory]
    [InlineData(long.MaxValue, 8)]
    [InlineData(-4, 8)]
    [InlineData(4, long.MaxValue)]
    [InlineData(4, -8)]
    [InlineData(0, 8)]
    public void A_chunk_outside_the_file(long offset, long size) =>
        Refused([Root, Number], 1, new RowGroup(1, [Chunk with { DataPageOffset = offset, CompressedSize = size }]));

    [Fact]
    public void Row_groups_with_other_rows_than_the_file() => Refused([Root, Number], 5, new RowGroup(1, [Chunk]));

    [Fact]
    public void A_row_group_without_its_columns() => Refused([Root, Number], 1, new RowGroup(1, []));

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-7)]
    [InlineData(3)]
    public void A_schema_with_other_columns_than_it_says(int children) => Refused([Root with { Children = children }, Number], 0);

    [Fact]
    public void A_schema_without_an_end_of_nesting() =>
        Refused([Root, .. Enumerable.Repeat(new SchemaElement { Name = "s", Children = int.MaxValue, Repetition = Repetition.Optional }, 100_000)], 0);

    [Fact]
    public void Two_columns_of_one_name() => Refused([Root with { Children = 2 }, Number, Number], 0);

    [Fact]
    public void A_long_chain_of_structs_ends_in_a_finding() =>
        Refused([Root, .. Enumerable.Repeat(new SchemaElement { Name = "s", Children = 1, Repetition = Repetition.Optional }, 100_000), Number], 0);

    [Fact]
    public void Metadata_nested_without_end()
    {
        // A field of an unknown number that holds a struct that holds a struct...
        var footer = Enumerable.Repeat((byte)0xFC, 50_000).ToArray();
        RefusedFooter(footer);
    }

    private IrisFlowException Refused(SchemaElement[] schema, long rows, params RowGroup[] groups)
    {
        using var buffer = new ByteBuffer();
        new FileMetadata(schema, rows, groups, [], "a liar").Write(new CompactWriter(buffer));
        return RefusedFooter(buffer.Written);
    }

    private IrisFlowException RefusedFooter(ReadOnlySpan<byte> footer)
    {
        var path = _files.Write([.. "PAR1"u8, .. new byte[8], .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        return fault;
    }

    public void Dispose() => _files.Dispose();
}
