namespace IrisFlow.Parquet.Tests.Reading;

/// <summary>A file gone through batch by batch holds what it holds when it is read as a whole.</summary>
public sealed class BatchesTests : IDisposable
{
    private readonly Files _files = new();

    public static TheoryData<string> SampleNames => [.. Samples.Names];

    public static TheoryData<string> FileNames => [.. Directory.GetFiles(Files.Data(""), "*.parquet").Select(f => Path.GetFileName(f)).Order()];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Batches_together_are_the_table(string sample)
    {
        var (table, options) = Samples.All[sample];
        AssertStreamed(table, _files.Write(table, options));
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void Files_of_other_writers_give_the_same_rows_or_the_same_finding(string name)
    {
        Table? whole = null;
        var fault = Record.Exception(() => whole = new ParquetFormat().Read(Files.Data(name)));
        if (whole is not null)
        {
            AssertStreamed(whole, Files.Data(name));
        }
        else
        {
            var streamed = Assert.Throws<IrisFlowException>(() => Batches(Files.Data(name)).Count());
            Assert.Equal(((IrisFlowException)fault!).Findings[0], streamed.Findings[0]);
        }
    }

    [Theory]
    [InlineData(50_001)]
    [InlineData(999)]
    public void Pages_that_end_elsewhere_than_batches_lose_no_row(int groupRows)
    {
        var table = Mixed(200_000);
        AssertStreamed(table, _files.Write(table, new() { RowGroupRows = groupRows }));
    }

    [Fact]
    public void Some_columns_come_in_the_order_they_are_asked_for()
    {
        var source = new ParquetFormat().Open(_files.Write(Samples.Extremes()));
        Assert.Equal(["text", "int32"], source.ReadBatches([5, 1]).Single().Schema.Names);
    }

    [Fact]
    public void No_columns_are_rows_all_the_same()
    {
        var source = new ParquetFormat().Open(_files.Write(Mixed(150_000)));
        Assert.Equal([65_536, 65_536, 18_928], source.ReadBatches([]).Select(b => b.RowCount));
    }

    [Fact]
    public void Texts_of_row_groups_long_past_are_not_carried_along()
    {
        // Every row group has 500 texts of its own, by codes.
        var texts = Column.Of([.. Enumerable.Range(0, 300_000).Select(i => (string?)$"group {i / 10_000} text {i % 500}")]);
        var path = _files.Write(Table.Of(("t", texts)), new() { RowGroupRows = 10_000 });

        var slots = Batches(path).Select(b => ((StringColumn)b.Columns[0]).DistinctSlots).ToList();

        Assert.All(slots, s => Assert.InRange(s, 500, 500 * 9));
    }

    [Fact]
    public void A_damaged_last_page_is_reported_after_the_batches_before_it()
    {
        var table = Table.Of(("a", Column.Of([.. Enumerable.Range(0, 200_000).Select(i => i / 3.0)])), ("b", Column.Of(new int[200_000])));
        var bytes = Files.Bytes(table, new() { Compression = ParquetCompression.None });
        bytes[bytes.AsSpan().IndexOf(BitConverter.GetBytes(199_999 / 3.0))] ^= 1;
        var path = _files.Write(bytes);

        var given = 0;
        var fault = Assert.Throws<IrisFlowException>(() =>
        {
            foreach (var batch in Batches(path))
            {
                Assert.Equal(given / 3.0, batch.Columns[0].ValueAt(0));
                given += batch.RowCount;
            }
        });

        Assert.Equal(("IF313", "a", path), (fault.Findings[0].Rule, fault.Findings[0].Column, fault.Findings[0].File));
        Assert.InRange(given, 65_536, 199_999);
    }

    [Fact]
    public void Going_on_after_a_cancellation_is_refused()
    {
        using var stop = new CancellationTokenSource();
        using var batches = new ParquetFormat().Open(_files.Write(Mixed(200_000))).ReadBatches([0, 1], stop.Token).GetEnumerator();
        Assert.True(batches.MoveNext());
        stop.Cancel();

        // The batch read ahead may still come.
        Assert.ThrowsAny<OperationCanceledException>(() => { while (batches.MoveNext()) { } });
    }

    [Fact]
    public void Who_stops_early_leaves_no_file_open()
    {
        var path = _files.Write(Mixed(300_000));
        foreach (var batch in Batches(path))
        {
            Assert.Contains(path, OpenFiles());
            break;
        }

        Assert.DoesNotContain(path, OpenFiles());
    }

    [Fact]
    public void A_file_that_has_another_length_by_now_is_refused()
    {
        var path = _files.Write(Samples.Extremes());
        var source = new ParquetFormat().Open(path);
        _files.Write(Samples.Random(1, 50, nullShare: 3));

        Assert.Equal("IF312", Assert.Throws<IrisFlowException>(() => source.ReadBatches([0]).First()).Findings[0].Rule);
    }

    private static Table Mixed(int rows) => Table.Of(
        ("number", Column.OfNullable<double>(ColumnType.Float64, [.. Enumerable.Range(0, rows).Select(i => i / 997 % 5 == 2 || i % 7 == 6 ? (double?)null : i / 7.0)])),
        ("text", Column.Of([.. Enumerable.Range(0, rows).Select(i => i % 13 == 3 ? null : $"text {i * 31L % 70_001}")])),
        ("kind", Column.Of([.. Enumerable.Range(0, rows).Select(i => i % 11 == 3 ? null : $"kind {i * 31 % 300}")])),
        ("flag", Column.OfNullable<bool>(ColumnType.Bool, [.. Enumerable.Range(0, rows).Select(i => i / 1001 % 4 == 0 ? (bool?)null : i % 3 == 0)])),
        ("whole", Column.Of([.. Enumerable.Range(0, rows)])));

    private static IEnumerable<Table> Batches(string path)
    {
        var source = new ParquetFormat().Open(path);
        return source.ReadBatches([.. Enumerable.Range(0, source.Schema.Count)]);
    }

    private static void AssertStreamed(Table whole, string path)
    {
        var batches = Batches(path).ToList();
        Assert.Equal((whole.RowCount + Table.BatchRows - 1) / Table.BatchRows, batches.Count);
        Assert.All(batches.SkipLast(1), b => Assert.Equal(Table.BatchRows, b.RowCount));
        Assert.All(batches, b => Assert.Equal(whole.Metadata.ToArray(), b.Metadata.ToArray()));
        for (var c = 0; c < whole.Schema.Count; c++)
        {
            Assert.Equal(Cells.Of(whole.Columns[c]), batches.SelectMany(b => Cells.Of(b.Columns[c])));
        }
    }

    private static List<string> OpenFiles()
    {
        var open = new List<string>();
        foreach (var descriptor in Directory.GetFiles("/proc/self/fd"))
        {
            try
            {
                open.Add(File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName ?? "");
            }
            catch (IOException)
            {
                // Other tests close their files at any time.
            }
        }

        return open;
    }

    public void Dispose() => _files.Dispose();
}
