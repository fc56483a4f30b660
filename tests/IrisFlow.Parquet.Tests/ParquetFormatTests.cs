namespace IrisFlow.Parquet.Tests;

public sealed class ParquetFormatTests : IDisposable
{
    private readonly Files _files = new();

    public static TheoryData<string> SampleNames => [.. Samples.Names];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_table_is_read_as_it_was_written(string sample)
    {
        var (table, options) = Samples.All[sample];
        Cells.AssertSame(table, _files.RoundTrip(table, options));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void The_digest_survives_the_file(string sample)
    {
        var (table, options) = Samples.All[sample];
        Assert.Equal(TableDigest.Of(table), TableDigest.Of(_files.RoundTrip(table, options)));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void The_same_table_gives_the_same_bytes(string sample)
    {
        var (table, options) = Samples.All[sample];
        Assert.Equal(Files.Bytes(table, options), Files.Bytes(table, options));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void The_schema_is_read_without_the_rows(string sample)
    {
        var (table, options) = Samples.All[sample];
        Assert.Equal(table.Schema, new ParquetFormat().ReadSchema(_files.Write(table, options)));
    }

    [Fact]
    public void Random_tables_are_read_as_they_were_written()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed);
            var table = Samples.Random(seed, random.Next(300), random.Next(6));
            var some = table.Select(table.Schema.Names.Where(_ => random.Next(3) > 0)).Slice(0, table.RowCount - (table.RowCount / 3));
            var options = new ParquetOptions { RowGroupRows = random.Next(100), Compression = (ParquetCompression)random.Next(2) };
            Cells.AssertSame(some, _files.RoundTrip(some, options));
        }
    }

    [Fact]
    public void A_table_without_columns_keeps_its_rows()
    {
        var table = new Table(Schema.Empty, [], rowCount: 5);
        Assert.Equal(5, _files.RoundTrip(table).RowCount);
    }

    [Fact]
    public void Columns_are_read_in_the_order_they_are_asked_for()
    {
        var read = new ParquetFormat().Read(_files.Write(Samples.Extremes()), ["text", "bool"]);
        Cells.AssertSame(Samples.Extremes().Select("text", "bool"), read);
    }

    [Fact]
    public void Asking_for_no_columns_still_tells_the_rows() =>
        Assert.Equal(4, new ParquetFormat().Read(_files.Write(Samples.Extremes()), []).RowCount);

    [Fact]
    public void Columns_that_are_not_asked_for_are_not_read()
    {
        var table = Table.Of(("a", Column.Of(1, 2, 3)), ("b", Column.Of(7.0, 8.0, 9.0)));
        var bytes = Files.Bytes(table);
        // The last value of b stands right before the footer; damaging it would be seen.
        bytes[^(BitConverter.ToInt32(bytes, bytes.Length - 8) + 9)] ^= 1;
        Cells.AssertSame(table.Select("a"), new ParquetFormat().Read(_files.Write(bytes), ["a"]));
    }

    [Fact]
    public void An_unknown_column_is_named_with_the_nearest()
    {
        var path = _files.Write(Samples.Extremes());
        var fault = Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(path, ["flota64"]));
        Assert.Contains("'float64'", fault.Findings[0].Expected);
    }

    [Fact]
    public void A_column_asked_for_twice_is_refused()
    {
        var path = _files.Write(Samples.Extremes());
        var fault = Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(path, ["text", "text"]));
        Assert.Equal("IF317", fault.Findings[0].Rule);
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_found()
    {
        var fault = Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(Path.Combine(_files.Folder, "none.parquet")));
        Assert.Equal(ExitCode.NotFound, fault.Exit);
    }

    [Fact]
    public void A_folder_is_no_table()
    {
        var fault = Assert.Throws<IrisFlowException>(() => new ParquetFormat().ReadSchema(_files.Folder));
        Assert.Equal("IF310", fault.Findings[0].Rule);
    }

    [Fact]
    public void Any_NaN_is_read_as_NaN()
    {
        var odd = BitConverter.UInt64BitsToDouble(0xFFF8_0000_DEAD_BEEF);
        Assert.True(double.IsNaN(_files.RoundTrip(Table.Of(("x", Column.Of(odd)))).Column<double>("x")[0]));
    }

    [Fact]
    public void Cancelling_stops_a_write()
    {
        using var stream = new MemoryStream();
        Assert.Throws<OperationCanceledException>(() => new ParquetFormat().Write(Samples.Extremes(), stream, new CancellationToken(canceled: true)));
    }

    public void Dispose() => _files.Dispose();
}
