namespace IrisFlow.Tests.Tables.Concatenation;

public class ConcatTests
{
    private static readonly Table First = Table.Of(("a", Column.Of(1, 2)), ("b", Column.Of("x", "y")));

    [Fact]
    public void Columns_are_matched_by_name_in_the_order_of_the_first_table()
    {
        var all = Table.Concat([First, Table.Of(("b", Column.Of(null, "z")), ("a", Column.Of(3, 4)))]);

        Assert.Equal("a int32, b string?", all.Schema.ToString());
        Assert.Equal([1, 2, 3, 4], all.Values("a"));
        Assert.Equal(["x", "y", null, "z"], all.Values("b"));
    }

    [Fact]
    public void A_column_that_one_table_lacks_is_an_error_or_null()
    {
        var other = Table.Of(("a", Column.Of(3)), ("c", Column.Of(true)));

        Assert.Equal(["IF478", "IF478"], Assert.Throws<IrisFlowException>(() => Table.Concat([First, other])).Findings.Select(f => f.Rule));
        var all = Table.Concat([First, other, First], new ConcatOptions { Missing = MissingColumns.Nulls });
        Assert.Equal("a int32, b string?, c bool?", all.Schema.ToString());
        Assert.Equal(["x", "y", null, "x", "y"], all.Values("b"));
        Assert.Equal([null, null, true, null, null], all.Values("c"));
    }

    [Fact]
    public void Numbers_widen_where_that_is_asked_for()
    {
        Table[] tables = [Table.Of(("x", Column.Of(1))), Table.Of(("x", Column.Of(2L))), Table.Of(("x", Column.Of(2.5f)))];

        Assert.Equal("IF479", Assert.Throws<IrisFlowException>(() => Table.Concat(tables)).Findings[0].Rule);
        Assert.Equal([1L, 2L], Table.Concat(tables[..2], new ConcatOptions { Widen = true }).Values("x"));
        Assert.Equal([1.0, 2.0, 2.5], Table.Concat(tables, new ConcatOptions { Widen = true }).Values("x"));
    }

    [Fact]
    public void Other_types_never_meet() =>
        Assert.Equal("IF479", Assert.Single(Assert.Throws<IrisFlowException>(() => Table.Concat([First, Table.Of(("a", Column.Of("1")), ("b", Column.Of("z")))], new ConcatOptions { Widen = true })).Findings).Rule);

    [Fact]
    public void Metadata_stays_where_it_is_the_same_in_all()
    {
        var all = Table.Concat([First.WithMetadata("who", "me").WithMetadata("when", "now"), First.WithMetadata("who", "me").WithMetadata("when", "then")]);

        Assert.Equal(["who"], all.Metadata.Keys);
    }

    [Fact]
    public void Tables_that_were_prepared_in_different_ways_do_not_go_together() =>
        Assert.Equal("IF483", Assert.Single(Assert.Throws<IrisFlowException>(() => Table.Concat([First, First.WithMetadata(Preparation.Entry, "[]")])).Findings).Rule);

    [Fact]
    public void Validity_is_joined_wherever_a_column_begins()
    {
        var random = new SeededRandom(1);
        for (var round = 0; round < 200; round++)
        {
            var flags = Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Enumerable.Range(0, random.Next(150)).Select(_ => random.Next(3) > 0 || round % 4 == 0).ToArray()).ToList();
            var columns = flags.Select(f => (Column)new Column<int>(ColumnType.Int32, new int[f.Length], Validity.FromFlags(f), nullable: true)).ToList();
            var all = flags.SelectMany(f => f).ToArray();
            var joined = Column.Concat(columns);

            Assert.Equal(all, Enumerable.Range(0, joined.Length).Select(r => !joined.IsNull(r)));
            Assert.Equal(all.Count(f => !f), joined.NullCount);
        }
    }

    [Fact]
    public void Dictionaries_become_one_dictionary_with_each_text_once()
    {
        var a = Coded(["x", "y"], [0, 1, 0]);
        var b = Coded(["z", "y"], [1, 0, 1]);
        var all = (StringColumn)Column.Concat([a, b, a]);

        Assert.Equal((true, 3), (all.IsDictionary, all.DistinctSlots));
        Assert.Equal(["x", "y", "x", "y", "z", "y", "x", "y", "x"], Enumerable.Range(0, 9).Select(r => all[r]));
    }

    [Fact]
    public void Many_batches_of_few_texts_cost_their_dictionary()
    {
        var column = Coded([.. Enumerable.Range(0, 20).Select(i => $"category {i}")], [.. Enumerable.Range(0, 100_000).Select(i => i % 20)]);
        var batches = Enumerable.Range(0, 100).Select(i => column.Slice(i * 1000, 1000)).ToList();
        Assert.Equal(20, ((StringColumn)Column.Concat(batches)).DistinctSlots);
        Assert.Equal(20, ((StringColumn)Column.Concat([.. batches.Select(b => (Column)Coded([.. Enumerable.Range(0, 20).Select(i => $"category {19 - i}")], [1, 2])).Concat(batches)])).DistinctSlots);
    }

    [Fact]
    public void A_batch_without_a_dictionary_joins_those_with_one_unless_most_rows_are_of_its_kind()
    {
        var coded = Coded(["x", "y"], [0, 1, 0]);
        var mostly = (StringColumn)Column.Concat([coded, Column.Of("y", null)]);
        var hardly = (StringColumn)Column.Concat([Column.Of("y", null, "é", ""), coded]);

        Assert.Equal((true, 2), (mostly.IsDictionary, mostly.DistinctSlots));
        Assert.Equal(["x", "y", "x", "y", null], Enumerable.Range(0, 5).Select(r => mostly[r]));
        Assert.False(hardly.IsDictionary);
        Assert.Equal(["y", null, "é", "", "x", "y", "x"], Enumerable.Range(0, 7).Select(r => hardly[r]));
    }

    [Fact]
    public void Random_texts_in_both_layouts_are_those_of_the_columns_one_after_the_other()
    {
        var random = new SeededRandom(9);
        for (var round = 0; round < 300; round++)
        {
            var columns = Enumerable.Range(0, 1 + random.Next(5)).Select(_ => random.Next(2) == 0 ? RandomTables.Plain(random, random.Next(40)) : RandomTables.Coded(random, random.Next(40))).ToList();
            columns = [.. columns.Select(c => random.Next(3) == 0 && c.Length > 3 ? (StringColumn)c.Slice(2, c.Length - 3) : c)];
            var all = (StringColumn)Column.Concat(columns);

            Assert.Equal(columns.SelectMany(c => Enumerable.Range(0, c.Length).Select(r => c[r])), Enumerable.Range(0, all.Length).Select(r => all[r]));
        }
    }

    [Fact]
    public void An_empty_dictionary_of_nulls_joins_others()
    {
        var none = StringColumn.Dictionary(ReadOnlyMemory<byte>.Empty, new int[1], new int[2], Validity.FromFlags([false, false]), nullable: true);
        var all = (StringColumn)Column.Concat([none, Coded(["x"], [0]), none]);

        Assert.Equal([null, null, "x", null, null], Enumerable.Range(0, 5).Select(r => all[r]));
    }

    // 2,100 rows of one MiB each: the column that holds them as a dictionary is small, their plain form would have 2.2 GB.
    [Fact]
    public void Texts_beyond_2_GiB_are_a_typed_error()
    {
        var coded = StringColumn.Dictionary(new byte[1 << 20], new[] { 0, 1 << 20 }, new int[2100]);
        var plain = StringColumn.From([.. Enumerable.Repeat("", 3000)]);

        Assert.Equal("IF470", Assert.Single(Assert.Throws<IrisFlowException>(() => Column.Concat([plain, coded])).Findings).Rule);
        var mebibyte = StringColumn.Plain(new byte[1 << 20], new[] { 0, 1 << 20 });
        Assert.Equal("IF470", Assert.Single(Assert.Throws<IrisFlowException>(() => mebibyte.Take(new int[2100])).Findings).Rule);
    }

    private static StringColumn Coded(string[] texts, int[] codes)
    {
        var dictionary = Column.Of(texts);
        return StringColumn.Dictionary(dictionary.Bytes.ToArray(), dictionary.Offsets.ToArray(), codes);
    }
}
