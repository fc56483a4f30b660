using System.Collections.Immutable;

namespace IrisFlow.Tests.Tables;

public sealed class BatchTests
{
    private static readonly Schema Numbered = new(new Field("n", ColumnType.Int32), new Field("s", ColumnType.String, Nullable: true));

    [Fact]
    public void Batches_are_the_rows_in_order_with_the_metadata()
    {
        var table = Rows(0, Table.BatchRows + 3).WithMetadata("who", "me");

        var batches = table.Batches().ToList();

        Assert.Equal([Table.BatchRows, 3], batches.Select(b => b.RowCount));
        Assert.All(batches, b => Assert.Equal("me", b.Metadata["who"]));
        Assert.Equal(TableDigest.Of(table), TableDigest.Of(Table.Concat(table.Schema, batches, table.Metadata)));
    }

    [Fact]
    public void A_table_in_a_file_is_gone_through_without_reading_its_columns_whole()
    {
        List<int> asked = [];
        var table = Table.Lazy(Numbered, 5, Table.NoMetadata, _ => throw new InvalidOperationException("A whole column was read."), (columns, _) =>
        {
            asked.AddRange(columns);
            return [Rows(0, 2).Select("s"), Rows(2, 3).Select("s")];
        });

        var seen = table.Select("s").Batches().SelectMany(b => Enumerable.Range(0, b.RowCount).Select(r => b.Strings("s")[r])).ToList();

        Assert.Equal([1], asked);
        Assert.Equal([null, "1", "2", null, "4"], seen);
    }

    [Fact]
    public void Columns_that_were_read_already_are_not_read_again()
    {
        var table = Table.Lazy(Numbered, 2, Table.NoMetadata, i => Rows(0, 2).Columns[i], (_, _) => throw new InvalidOperationException("They were read again.")).Load();

        Assert.Equal(2, Assert.Single(table.Batches()).RowCount);
    }

    [Fact]
    public void A_writer_takes_a_batch_without_nulls_where_the_table_may_have_some()
    {
        var written = Written(Numbered, Table.Of(("n", Column.Of(7)), ("s", Column.Of("x"))));

        Assert.True(written.Columns[1].Nullable);
        Assert.Equal("x", written.Strings("s")[0]);
    }

    [Fact]
    public void A_writer_refuses_other_columns_and_nulls_where_there_can_be_none()
    {
        Assert.Throws<ArgumentException>(() => Written(Numbered, Table.Of(("s", Column.Of("x")), ("n", Column.Of(7)))));
        Assert.Throws<ArgumentException>(() => Written(Numbered, Table.Of(("n", Column.OfNullable<int>(ColumnType.Int32, 1, null)), ("s", Column.Of("x", "y")))));
        Assert.Throws<ArgumentException>(() => Written(Numbered, Table.Of(("n", Column.Of(7)))));
    }

    [Fact]
    public void A_writer_that_got_no_rows_gives_the_columns()
    {
        var written = Written(Numbered);

        Assert.Equal((0, Numbered), (written.RowCount, written.Schema));
    }

    [Fact]
    public void Columns_of_different_types_are_no_one_column() =>
        Assert.Throws<ArgumentException>(() => Column.Concat([Column.Of(1), Column.Of(1.0)]));

    private static Table Written(Schema schema, params Table[] batches)
    {
        Table? written = null;
        using var writer = new TableCollector(schema, table => written = table);
        foreach (var batch in batches)
        {
            writer.Write(batch);
        }

        writer.Finish(ImmutableSortedDictionary<string, string>.Empty);
        return written!;
    }

    private static Table Rows(int start, int count) => Table.Of(
        ("n", Column.Of([.. Enumerable.Range(start, count)])),
        ("s", Column.Of([.. Enumerable.Range(start, count).Select(i => i % 3 == 0 ? null : i.ToString(System.Globalization.CultureInfo.InvariantCulture))]).AsNullable(true)));
}
