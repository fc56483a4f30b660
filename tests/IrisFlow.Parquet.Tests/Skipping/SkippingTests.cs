using IrisFlow.Parquet.Reading;
using IrisFlow.Parquet.Skipping;

namespace IrisFlow.Parquet.Tests.Skipping;

/// <summary>Rows that statistics rule out are not read; no row that a condition keeps is lost.</summary>
public sealed class SkippingTests : IDisposable
{
    private const int Rows = 200_000;
    private static readonly Table Sample = Sorted();
    private readonly Files _files = new();

    public static TheoryData<string> Conditions =>
    [
        "number < 5000",
        "number >= 150000 and number <= 150010",
        "number = 65536",
        "number = 65535.5",
        "number > 199998.5",
        "number < -1",
        "5 > number",
        "amount = 0.0",
        "amount < 0 and number > 70000",
        "amount >= 1e300",
        "kind = 'kind 07'",
        "kind > 'kind 09'",
        "kind <= 'kind 00' and number < 100000",
        "maybe is null",
        "maybe is not null",
        "maybe = 17",
        "maybe > 100000 and amount > 0.5",
        "day = date '1970-02-01'",
        "day < timestamp '1970-01-01T12:00:00Z'",
        "at >= timestamp '1970-01-01T00:02:00Z' and at < date '1970-01-02'",
        "not (number < 5000)",
        "number < 5000 or number > 199000",
        "number != 3 and flag = true",
        "number between 80000 and 80001",
        "number not between 10 and 199990",
        "number in (7, 150000)",
    ];

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_finds_the_same_rows_with_and_without_skipping(string condition)
    {
        foreach (var groupRows in new[] { 0, 30_000 })
        {
            var path = _files.Write(Sample, new() { RowGroupRows = groupRows });
            AssertSame(condition, path);
        }
    }

    [Theory]
    [InlineData("int32_field is null")]
    [InlineData("int32_field < -2000000000")]
    [InlineData("int32_field > 2000000000 and int32_field is not null")]
    [InlineData("int32_field = 0")]
    public void The_page_index_of_another_writer_with_pages_of_nulls_only_is_used_and_loses_no_row(string condition) =>
        AssertSame(condition, Files.Data("int32_with_null_pages.parquet"));

    [Fact]
    public void Pages_and_row_groups_that_are_ruled_out_are_not_read()
    {
        var paged = _files.Write(Sample, new() { Compression = ParquetCompression.None }, "paged");
        var all = BytesFor(paged, "number >= 0");
        Assert.InRange(BytesFor(paged, "number >= 198000"), 1, all / 5);
        Assert.InRange(BytesFor(paged, "number < -5"), 0, all / 100);

        var grouped = _files.Write(Sample, new() { RowGroupRows = 10_000 }, "grouped");
        all = BytesFor(grouped, "number >= 0");
        Assert.InRange(BytesFor(grouped, "number = 55000"), 1, all / 10);
    }

    [Fact]
    public void Columns_that_are_not_wanted_may_be_tested()
    {
        var source = new ParquetFormat().Open(_files.Write(Sample, new() { RowGroupRows = 10_000 }));
        var batches = source.ReadPassing([1], Expression.Parse("number < 15000").Tests).ToList();
        Assert.Equal(["amount"], batches[0].Schema.Names);
        Assert.Equal(20_000, batches.Sum(b => b.RowCount));
    }

    [Fact]
    public void Without_a_word_on_the_order_of_values_bounds_are_not_believed()
    {
        var bytes = Files.Bytes(Table.Of(("number", Column.Of([.. Enumerable.Range(0, 1000)]))), new() { RowGroupRows = 100 });
        // The footer ends with the order of the one column, a union whose first field is the type's order.
        Assert.Equal([0x1C, 0, 0, 0], bytes[^12..^8]);
        Assert.Equal(100, Passing(_files.Write(bytes, "known"), "number < 5").Sum(b => b.RowCount));
        bytes[^12] = 0x2C;
        Assert.Equal(1000, Passing(_files.Write(bytes, "unknown"), "number < 5").Sum(b => b.RowCount));
    }

    [Fact]
    public void A_damaged_index_or_statistics_give_rows_or_a_finding()
    {
        var good = Files.Bytes(Sample.Slice(0, 3000), new() { RowGroupRows = 1000 });
        var random = new SeededRandom(41);
        var tests = Expression.Parse("number > 1500 and amount < 0.5 and kind < 'kind 05' and maybe is not null").Tests;
        for (var i = 0; i < 400; i++)
        {
            var bad = good.ToArray();
            bad[^(9 + random.Next(4000))] = (byte)random.NextBits();
            var path = _files.Write(bad);
            var fault = Record.Exception(() =>
            {
                var source = new ParquetFormat().Open(path);
                return source.ReadPassing([.. Enumerable.Range(0, source.Schema.Count)], tests).Count();
            });
            Assert.True(fault is null or IrisFlowException, fault?.ToString());
        }
    }

    private static void AssertSame(string text, string path)
    {
        var condition = Expression.Parse(text);
        var expected = new ParquetFormat().Read(path).Filter(condition);
        var found = Passing(path, text).Select(b => b.Filter(condition)).ToList();
        Assert.Equal(expected.RowCount, found.Sum(b => b.RowCount));
        for (var c = 0; c < expected.Schema.Count; c++)
        {
            Assert.Equal(Cells.Of(expected.Columns[c]), found.SelectMany(b => Cells.Of(b.Columns[c])));
        }
    }

    private static IEnumerable<Table> Passing(string path, string condition)
    {
        var source = new ParquetFormat().Open(path);
        return source.ReadPassing([.. Enumerable.Range(0, source.Schema.Count)], Expression.Parse(condition).Tests);
    }

    private static long BytesFor(string path, string condition)
    {
        using var file = new ParquetFile(path);
        using var reader = new BatchReader(path, file.Footer, file.Columns, Table.Empty(new Schema([])).Metadata, f => RowRanges.Passing(f, Expression.Parse(condition).Tests));
        while (reader.Next(default) is not null)
        {
        }

        return reader.BytesRead;
    }

    private static Table Sorted()
    {
        var random = new SeededRandom(40);
        return Table.Of(
            ("number", Column.Of([.. Enumerable.Range(0, Rows)])),
            ("amount", Column.Of([.. Enumerable.Range(0, Rows).Select(i => i / 20_000 % 3 == 0 ? -0.0 : i % 1000 == 0 ? double.NaN : random.NextDouble())])),
            ("kind", Column.Of([.. Enumerable.Range(0, Rows).Select(i => (string?)$"kind {i / 20_000:00}")])),
            ("maybe", Column.OfNullable<long>(ColumnType.Int64, [.. Enumerable.Range(0, Rows).Select(i => i is >= 60_000 and < 150_000 ? null : (long?)i)])),
            ("day", new Column<int>(ColumnType.Date, Enumerable.Range(0, Rows).Select(i => i / 1000).ToArray())),
            ("at", new Column<long>(ColumnType.Timestamp, Enumerable.Range(0, Rows).Select(i => i * 1000L).ToArray())),
            ("flag", Column.Of([.. Enumerable.Range(0, Rows).Select(i => i % 2 == 0)])));
    }

    public void Dispose() => _files.Dispose();
}
