namespace IrisFlow.Parquet.Tests;

public sealed class ColumnwiseTests : IDisposable
{
    private readonly Files _files = new();

    public static TheoryData<string> Names => [.. Samples.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_column_read_alone_is_that_of_the_whole_table(string name)
    {
        var (table, options) = Samples.All[name];
        var path = _files.Write(table, options);

        var source = new ParquetFormat().Open(path);

        Assert.Equal((table.Schema, table.RowCount), (source.Schema, source.RowCount));
        Assert.Equal(table.Metadata, source.Metadata);
        for (var i = table.Schema.Count - 1; i >= 0; i--)
        {
            Assert.Equal(TableDigest.Of(table.Columns[i]), TableDigest.Of(source.ReadColumn(i)));
        }
    }

    [Fact]
    public void What_a_file_says_of_its_own_columns_does_not_travel_with_the_table()
    {
        var path = _files.Write(Samples.Extremes().WithMetadata("mine", "1").WithMetadata(TableDigest.ColumnsEntry, "of the file"));

        var source = new ParquetFormat().Open(path);

        Assert.Equal("of the file", source.ColumnDigests);
        Assert.Equal(["mine"], source.Metadata.Keys);
        Assert.Equal(["mine"], new ParquetFormat().Read(path).Metadata.Keys);
    }

    [Fact]
    public void A_file_that_says_nothing_of_its_columns_is_read_all_the_same() =>
        Assert.Null(new ParquetFormat().Open(_files.Write(Samples.Extremes())).ColumnDigests);

    [Fact]
    public void A_damaged_column_is_named_and_the_others_are_read()
    {
        var table = Table.Of(("first", Column.Of(1.5, 2.5)), ("second", Column.Of(1234.5678, 8765.4321)));
        var bytes = Files.Bytes(table);
        bytes[bytes.AsSpan().IndexOf(BitConverter.GetBytes(8765.4321))] ^= 1;
        var path = _files.Write(bytes);

        var source = new ParquetFormat().Open(path);

        Assert.Equal(1.5, source.ReadColumn(0).ValueAt(0));
        var finding = Assert.Throws<IrisFlowException>(() => source.ReadColumn(1)).Findings[0];
        Assert.Equal(("IF313", "second", path), (finding.Rule, finding.Column, finding.File));
    }

    [Fact]
    public void A_file_that_has_another_length_by_now_is_refused()
    {
        var path = _files.Write(Samples.Extremes());
        var source = new ParquetFormat().Open(path);
        _files.Write(Samples.Random(1, 50, nullShare: 3));

        Assert.Equal("IF312", Assert.Throws<IrisFlowException>(() => source.ReadColumn(0)).Findings[0].Rule);
    }

    [Fact]
    public void A_file_that_is_gone_by_now_is_an_error_and_nothing_held_it()
    {
        var path = _files.Write(Samples.Extremes());
        var source = new ParquetFormat().Open(path);
        File.Delete(path);

        Assert.Equal("IF310", Assert.Throws<IrisFlowException>(() => source.ReadColumn(0)).Findings[0].Rule);
    }

    [Fact]
    public void A_file_that_came_in_its_place_is_read_as_it_is_or_refused_and_never_beyond_its_end()
    {
        var first = Files.Bytes(Samples.Random(1, 100, nullShare: 0));
        var path = _files.Write(first);
        var source = new ParquetFormat().Open(path);
        var other = Files.Bytes(Samples.Compressible(900)).Concat(new byte[first.Length]).Take(first.Length).ToArray();
        _files.Write(other);

        for (var i = 0; i < source.Schema.Count; i++)
        {
            Assert.Equal(ExitCode.Corrupt, Assert.Throws<IrisFlowException>(() => source.ReadColumn(i)).Exit);
        }
    }

    [Fact]
    public void Columns_are_read_by_several_threads_at_once()
    {
        var (table, options) = Samples.All["many-groups"];
        var source = new ParquetFormat().Open(_files.Write(table, options));
        var expected = table.Columns.Select(TableDigest.Of).ToList();

        Parallel.For(0, 200, i => Assert.Equal(expected[i % expected.Count], TableDigest.Of(source.ReadColumn(i % expected.Count))));
    }

    public void Dispose() => _files.Dispose();
}
