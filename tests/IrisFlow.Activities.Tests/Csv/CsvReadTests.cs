using System.Text;

namespace IrisFlow.Activities.Tests;

public class CsvReadTests
{
    [Theory]
    [InlineData("a,b\n1,x\n", "LF")]
    [InlineData("a,b\r\n1,x\r\n", "CRLF")]
    [InlineData("a,b\r1,x\r", "CR")]
    [InlineData("a,b\n1,x", "no last line break")]
    [InlineData("a;b\n1;x\n", "semicolon")]
    [InlineData("a\tb\n1\tx\n", "tab")]
    [InlineData("a|b\n1|x\n", "bar")]
    [InlineData("\uFEFFa,b\n1,x\n", "byte order mark")]
    [InlineData("\"a\",\"b\"\n\"1\",\"x\"\n", "quotes")]
    [InlineData("\n\na,b\n\n1,x\n\n", "blank lines")]
    public void The_same_table_is_read_from_every_spelling(string text, string spelling)
    {
        var table = Csv.Read(text);

        Assert.True(table is { RowCount: 1, Schema.Count: 2 }, spelling);
        Assert.Equal([1, "x"], [table["a"].ValueAt(0), table["b"].ValueAt(0)]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Utf16_with_a_byte_order_mark_is_read(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);

        var table = Csv.Read([.. encoding.GetPreamble(), .. encoding.GetBytes("name\nŻółw 🐢\n")]);

        Assert.Equal(["Żółw 🐢"], table.Values("name"));
    }

    [Fact]
    public void A_quoted_field_may_hold_delimiters_quotes_and_line_breaks() =>
        Assert.Equal(["x, \"y\"\r\nz"], Csv.Read("a,b\n\"x, \"\"y\"\"\r\nz\",1\n").Values("a"));

    [Fact]
    public void A_quote_inside_an_unquoted_field_means_itself() =>
        Assert.Equal(["5\" pipe"], Csv.Read("a,b\n5\" pipe,1\n").Values("a"));

    [Fact]
    public void An_empty_field_is_null_and_empty_quotes_are_an_empty_text() =>
        Assert.Equal([null, "", "x"], Csv.Read("a,b\n,1\n\"\",1\nx,1\n").Values("a"));

    [Fact]
    public void Listed_words_are_null_unless_they_stand_in_quotes() =>
        Assert.Equal([null, "NA", null], Csv.Read("a,b\nNA,1\n\"NA\",1\n,1\n", new() { Nulls = ["NA", "-"] }).Values("a"));

    [Fact]
    public void A_column_is_nullable_only_where_it_holds_a_null()
    {
        var table = Csv.Read("a,b\n1,\n2,3\n");

        Assert.Equal(["a int32", "b int32?"], table.Schema.Select(f => f.ToString()));
    }

    [Fact]
    public void A_header_alone_gives_columns_of_text_and_no_rows()
    {
        var table = Csv.Read("a,b\n");

        Assert.Equal("a string, b string", table.Schema.ToString());
        Assert.Equal(0, table.RowCount);
    }

    [Fact]
    public void A_header_alone_keeps_declared_types() =>
        Assert.Equal("a date", Csv.Read("a\n", new() { Types = new Dictionary<string, ColumnType> { ["a"] = ColumnType.Date } }).Schema.ToString());

    [Fact]
    public void Without_a_header_columns_are_numbered() =>
        Assert.Equal("column1 int32, column2 string", Csv.Read("1,x\n2,y\n", new() { Header = HeaderRow.False }).Schema.ToString());

    [Fact]
    public void In_a_file_of_one_column_a_blank_line_is_a_null() =>
        Assert.Equal([1, null, 3], Csv.Read("a\n1\n\n3\n").Values("a"));

    [Fact]
    public void Named_columns_come_in_the_order_they_are_named_in()
    {
        using var folder = new TempFolder();
        var path = folder.Write("t.csv", "a,b,c\n1,2,3\n");

        Assert.Equal(["c", "a"], new CsvFormat().Read(path, ["c", "a"]).Schema.Names);
    }

    [Fact]
    public void A_schema_is_read_from_the_first_mebibyte()
    {
        using var folder = new TempFolder();
        var path = folder.Write("t.csv", "a,\"b\"\n" + string.Concat(Enumerable.Repeat("1,\"é\n\"\n", 200_000)) + "late,1\n");

        Assert.Equal("a int32, b string", new CsvFormat().ReadSchema(path).ToString());
    }

    [Fact]
    public void A_text_of_few_different_values_is_kept_as_a_dictionary() =>
        Assert.True(new CsvFormat().Read(Testing.Reference.Path("iris.csv")).Strings("species").IsDictionary);

    [Fact]
    public void A_text_of_many_different_values_is_read_whole()
    {
        var values = Enumerable.Range(0, 10_000).Select(i => i % 7 == 0 ? null : i % 5 == 0 ? "x" : $"v{i}").ToArray();

        Assert.Equal(values, Csv.Read("a,b\n" + string.Concat(values.Select(v => v + ",1\n"))).Values("a"));
    }

    [Fact]
    public void Iris_is_read_as_it_is()
    {
        var table = new CsvFormat().Read(Testing.Reference.Path("iris.csv"));

        Assert.Equal(150, table.RowCount);
        Assert.Equal(
            "sepal_length float64, sepal_width float64, petal_length float64, petal_width float64, species string", table.Schema.ToString());
    }
}
