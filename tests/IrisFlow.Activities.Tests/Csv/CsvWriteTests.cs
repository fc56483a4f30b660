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
    [InlineData("'a'", "\"'a'\"")]
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

    private static readonly Table Mixed = Table.Of(("t", Column.Of("a", "", null, "NA", "x;y")), ("n", Column.OfNullable<double>(ColumnType.Float64, 1.5, null, 3, -0.25, 1e300)), ("2024", Column.Of(true, false, true, false, true)));

    [Theory]
    [InlineData(Quoting.Needed, "t,n,\"2024\"\na,1.5,true\n\"\",,false\n,3.0,true\nNA,-0.25,false\nx;y,1E+300,true\n")]
    [InlineData(Quoting.Text, "\"t\",\"n\",\"2024\"\n\"a\",1.5,true\n\"\",,false\n,3.0,true\n\"NA\",-0.25,false\n\"x;y\",1E+300,true\n")]
    [InlineData(Quoting.All, "\"t\",\"n\",\"2024\"\n\"a\",\"1.5\",\"true\"\n\"\",,\"false\"\n,\"3.0\",\"true\"\n\"NA\",\"-0.25\",\"false\"\n\"x;y\",\"1E+300\",\"true\"\n")]
    public void Quotes_stand_where_they_are_asked_for(Quoting quoting, string written) => Assert.Equal(written, Csv.Write(Mixed, new() { Quoting = quoting }));

    [Fact]
    public void The_word_for_a_missing_value_is_quoted_where_it_is_text() =>
        Assert.Equal("t,n,\"2024\"\na,1.5,true\n\"\",NA,false\nNA,3.0,true\n\"NA\",-0.25,false\nx;y,1E+300,true\n", Csv.Write(Mixed, new() { NullText = "NA" }));

    [Fact]
    public void Decimal_commas_come_with_semicolons() =>
        Assert.Equal("t;n;\"2024\"\na;1,5;true\n\"\";;false\n;3,0;true\nNA;-0,25;false\n\"x;y\";1E+300;true\n", Csv.Write(Mixed, new() { Decimal = ',' }));

    [Theory]
    [InlineData("1")]
    [InlineData("NaN")]
    [InlineData("a,b")]
    [InlineData("\"")]
    public void A_word_that_could_be_a_value_stands_for_no_missing_one(string text) =>
        Assert.Equal(("IF328", "nullText"), (Fails(new() { NullText = text }).Rule, Fails(new() { NullText = text }).Port));

    [Fact]
    public void A_comma_can_not_be_both_delimiter_and_decimal_sign() => Assert.Equal("delimiter", Fails(new() { Decimal = ',', Delimiter = ',' }).Port);

    // What repr() of Python gives, with .0 behind whole numbers; exponents as .NET writes them.
    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1234.5678, "1234.5678")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(-99999999999.9999, "-99999999999.9999")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(123456789012345680.0, "1.2345678901234568E+17")]
    [InlineData(5e-324, "5E-324")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.0, "0.0")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(99999999999999.0, "99999999999999.0")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Numbers_have_the_fewest_digits_that_give_them_back(double value, string text) =>
        Assert.Equal($"a\n{text}\n", Csv.Write(Table.Of(("a", Column.Of(value)))));

    [Fact]
    public void Numbers_of_few_decimals_are_written_as_all_others()
    {
        var random = new SeededRandom(11);
        for (var i = 0; i < 20_000; i++)
        {
            var value = (random.Next(2_000_000) - 1_000_000) / Math.Pow(10, random.Next(8)) * Math.Pow(10, random.Next(8));
            var text = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0", Csv.Write(Table.Of(("a", Column.Of(value))))[2..^1]);
        }
    }

    [Fact]
    public void However_rows_are_cut_into_batches_the_bytes_are_the_same()
    {
        var table = Csv.Read(CsvBlockTests.Mixed(30_000, seed: 12));
        var whole = Csv.Bytes(table);
        foreach (var rows in (int[])[1000, 8192, 29_999])
        {
            using var stream = new MemoryStream();
            using (var writer = new CsvFormat().Create(stream, table.Schema))
            {
                for (var start = 0; start < table.RowCount; start += rows)
                {
                    writer.Write(table.Slice(start, Math.Min(rows, table.RowCount - start)));
                }

                writer.Finish();
            }

            Assert.True(whole.AsSpan().SequenceEqual(stream.ToArray()));
        }
    }

    private static Finding Fails(CsvOptions options) => Assert.Single(Assert.Throws<IrisFlowException>(() => Csv.Write(Mixed, options)).Findings);
}
