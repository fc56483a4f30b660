namespace IrisFlow.Activities.Tests;

public class CsvWriteTests
{
    [Fact]
    public void Every_type_has_one_spelling()
    {
        var table = Table.Of(
            ("bool", Column.Of(true, false)),
            ("int32", Column.Of(1, int.MinValue)),
            ("float64", Column.Of(0.1, 2.0)),
            ("date", Column.Of(new DateOnly(2026, 1, 31), new DateOnly(1, 1, 1))),
            ("instant", Column.Of(new DateTime(2026, 1, 31, 12, 30, 0, DateTimeKind.Utc), new DateTime(1969, 12, 31, 23, 59, 59, 250, DateTimeKind.Utc))),
            ("text", Column.Of("x", null)));

        Assert.Equal(
            """
            bool,int32,float64,date,instant,text
            true,1,0.1,2026-01-31,2026-01-31T12:30:00Z,x
            false,-2147483648,2.0,0001-01-01,1969-12-31T23:59:59.250Z,

            """,
            Csv.Write(table));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "\"\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;b", "a;b")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("=1+1", "=1+1")]
    public void Quotes_stand_where_they_are_needed_and_nowhere_else(string text, string written) =>
        Assert.Equal($"a\n{written}\n", Csv.Write(Table.Of(("a", Column.Of(text)))));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM", "'@SUM")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=\"x\"", "\"'=\"\"x\"\"\"")]
    [InlineData("x=1", "x=1")]
    public void Text_that_a_spreadsheet_would_run_is_disarmed_on_demand(string text, string written) =>
        Assert.Equal($"a\n{written}\n", Csv.Write(Table.Of(("a", Column.Of(text))), new() { SpreadsheetSafe = true }));

    [Fact]
    public void Negative_numbers_stay_numbers_in_a_file_for_spreadsheets() =>
        Assert.Equal("a\n-1\n", Csv.Write(Table.Of(("a", Column.Of(-1))), new() { SpreadsheetSafe = true }));

    [Fact]
    public void A_day_that_csv_cannot_write_is_refused()
    {
        var table = Table.Of(("day", new Column<int>(ColumnType.Date, new[] { int.MaxValue })));

        Assert.Equal("IF329", Assert.Throws<IrisFlowException>(() => Csv.Write(table)).Findings[0].Rule);
    }
}
