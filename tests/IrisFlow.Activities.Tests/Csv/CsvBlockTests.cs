using System.Text;

namespace IrisFlow.Activities.Tests;

/// <summary>How a file is cut into blocks, on how many threads, and how often it is gone through: none of it shows in the table.</summary>
public class CsvBlockTests
{
    // Line breaks of all kinds, and quotes with line breaks, delimiters, doubled quotes and quotes that mean themselves.
    private const string Tricky =
        "id,text,number,when\r\n1,plain,0.5,2026-01-31\n\n2,\"two\r\nlines, \"\"quoted\"\"\",1e3,2026-02-01\r3,5\" pipe,,2026-02-02T10:00:00Z\n"
        + "4,\"\",-7,\r\n\r\n5,żółw 🐢,\"8\",2026-03-01\n6,\"\n\n\",1.25,1969-12-31\r\n7,\"\"\"\",3,2026-01-01\r8,a,4,2026-01-01";

    public static TheoryData<string, char, QuoteEscape> Files() => new()
    {
        { Tricky, '"', QuoteEscape.Doubled },
        { Tricky.Replace("\"\"q", "\\\"q", StringComparison.Ordinal).Replace("d\"\"", "d\\\"", StringComparison.Ordinal), '"', QuoteEscape.Backslash },
        { Tricky.Replace('"', '\''), '\'', QuoteEscape.Doubled },
        { "a\n1\n\n3\r\n\r\n5\r7", '"', QuoteEscape.Doubled },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_anywhere_gives_the_same_table(string text, char quote, QuoteEscape escape)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var options = new CsvOptions { Quote = quote, Escape = escape };
        var whole = Csv.Read(bytes, options);
        Assert.True(whole.RowCount is 8 or 6);
        for (var start = 20; start <= bytes.Length; start++)
        {
            foreach (var rows in (int[])[1, 2, 1000])
            {
                Csv.Same(whole, Csv.Reader(bytes, options, new(1, rows, start, 1)).Read());
                Csv.Same(whole, Csv.Reader(bytes, options, new(10_000, rows, start, 1)).Read());
            }
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"1\"")]
    public void Blank_lines_before_the_first_row_are_no_rows_in_however_many_blocks_they_lie(string first)
    {
        var bytes = Encoding.UTF8.GetBytes(new string('\n', 50) + first + "\n\n3\n");
        var options = new CsvOptions { Header = HeaderRow.False };

        Assert.Equal(new object?[] { 1, null, 3 }, Csv.Read(bytes, options).Values("column1"));
        Csv.Same(Csv.Read(bytes, options), Csv.Reader(bytes, options, new(10, 4, 10, 2)).Read());
    }

    [Fact]
    public void Many_threads_give_the_table_of_one()
    {
        var bytes = Encoding.UTF8.GetBytes(Mixed(5000, seed: 3));
        var one = Csv.Reader(bytes, tuning: new(500, 40, 500, 1)).Read();

        Assert.Equal(5000, one.RowCount);
        Csv.Same(one, Csv.Read(bytes));
        Csv.Same(one, Csv.Reader(bytes, tuning: new(500, 40, 500, 2)).Read());
        Csv.Same(one, Csv.Reader(bytes, tuning: new(900, 65, 700, 8)).Read());
    }

    [Fact]
    public void Large_blocks_which_have_loops_of_their_own_give_the_table_of_small_ones()
    {
        var bytes = Encoding.UTF8.GetBytes(Mixed(120_000, seed: 5));
        Assert.True(bytes.Length > 4 << 20, $"{bytes.Length} bytes are no large block.");
        var small = Csv.Reader(bytes, tuning: new(1 << 16, 500, 1 << 16, 2)).Read();

        Csv.Same(small, Csv.Reader(bytes, tuning: new(8 << 20, int.MaxValue, 1 << 20, 1)).Read());
        Csv.Same(small, Csv.Read(bytes));
    }

    [Fact]
    public void What_is_wrong_first_is_said_on_many_threads_too()
    {
        var lines = Mixed(5000, seed: 4).Split('\n');
        lines[2000] = "only one";
        lines[2100] = "a,b,\"open";

        var finding = Assert.Single(Assert.Throws<IrisFlowException>(() => Csv.Reader(Encoding.UTF8.GetBytes(string.Join('\n', lines)), tuning: new(500, 40, 500, 4)).Read()).Findings);

        Assert.Equal(("IF324", 2001, 1), (finding.Rule, finding.Line, finding.Position));
        Assert.Contains("'only one'", finding.Message);
    }

    [Fact]
    public void A_line_is_counted_right_behind_line_breaks_in_quotes_and_other_blocks()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Repeat("1,\"x\r\ny\"\r\n2,z\r", 300)) + "oops\n";

        var finding = Assert.Single(Assert.Throws<IrisFlowException>(() => Csv.Reader(Encoding.UTF8.GetBytes(text), tuning: new(100, 7, 64, 2)).Read()).Findings);

        Assert.Equal(("IF324", 902, 1), (finding.Rule, finding.Line, finding.Position));
    }

    [Theory]
    [InlineData("1", "x", "string")]
    [InlineData("1", "2.5", "float64")]
    [InlineData("1", "2147483648", "int64")]
    [InlineData("1", "", "int32?")]
    [InlineData("", "1", "int32?")]
    [InlineData("2026-01-31", "2026-01-31T10:00:00Z", "timestamp")]
    [InlineData("true", "1", "string")]
    [InlineData("x", "", "string?")]
    public void A_value_that_contradicts_late_makes_a_second_pass_with_the_right_type(string usual, string late, string type)
    {
        var lines = Enumerable.Repeat(usual + ",1", 4000).Append(late + ",1").Concat(Enumerable.Repeat(usual + ",1", 3000)).Prepend("a,b");
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var reader = Csv.Reader(bytes, tuning: new(1000, 100, 1000, 2, Places: 0));

        var table = reader.Read();

        Assert.Equal(("a " + type, 2), (table.Type("a"), reader.Passes));
        Csv.Same(Csv.Read(bytes), table);
    }

    [Theory]
    [InlineData("2.5", "float64")]
    [InlineData("", "int32?")]
    public void What_samples_all_over_the_file_show_saves_the_second_pass(string rare, string type)
    {
        var lines = Enumerable.Range(0, 60_000).Select(i => (i / 100 % 50 == 49 ? rare : "1") + ",12345678").Prepend("a,b");
        var reader = Csv.Reader(Encoding.UTF8.GetBytes(string.Join('\n', lines)), tuning: new(10_000, 1000, 1000, 2));

        Assert.Equal(("a " + type, 1), (reader.Read().Type("a"), reader.Passes));
    }

    [Fact]
    public void Samples_from_inside_quotes_widen_no_type()
    {
        // Most places of the file look as if b were text, and a had nulls.
        var row = "1,2,\"" + string.Concat(Enumerable.Repeat("\n,x,y", 4000)) + "\"\n";
        var bytes = Encoding.UTF8.GetBytes("a,b,c\n" + string.Concat(Enumerable.Repeat(row, 40)));
        var reader = Csv.Reader(bytes, tuning: new(50_000, 1000, 1000, 2));

        Assert.Equal("a int32, b int32, c string", reader.Read().Schema.ToString());
        Assert.Equal(2, reader.Passes);
    }

    [Fact]
    public void Types_that_are_declared_with_a_question_mark_mean_one_pass()
    {
        var bytes = Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("1\n", 5000)) + "\n2.5\n");
        var reader = Csv.Reader(bytes, new() { Types = new Dictionary<string, ColumnType> { ["a"] = ColumnType.Float64 }, Nullable = new HashSet<string> { "a" } }, new(1000, 100, 1000, 2));

        Assert.Equal(("a float64?", 1), (reader.Read().Type("a"), reader.Passes));
    }

    [Theory]
    [InlineData("1,x\n")]
    [InlineData("1,1\n")]
    public void A_file_that_changes_between_two_passes_is_a_finding(string later)
    {
        var usual = "a,b\n" + string.Concat(Enumerable.Repeat("1,1\n", 3000));
        var opened = 0;
        var source = new CsvSource("t.csv", () => new MemoryStream(Encoding.UTF8.GetBytes(usual + (opened++ < 2 ? "x,1\n" : later))));

        var error = Assert.Throws<IrisFlowException>(() => new CsvReader(source, new(), new(1000, 100, 1000, 1, Places: 0), CancellationToken.None).Read());

        Assert.Equal("IF370", error.Findings[0].Rule);
    }

    [Fact]
    public void A_reader_whose_batches_are_not_wanted_any_more_lets_go_of_the_file()
    {
        using var folder = new TempFolder();
        var path = folder.Write("t.csv", Mixed(40_000, seed: 5));
        var source = new CsvFormat().Open(path);

        Assert.Equal(40_000, source.RowCount);
        Assert.True(source.ReadBatches([1, 0]).First().RowCount > 0);
        using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void A_large_file_is_opened_without_its_rows_and_gives_them_batch_by_batch()
    {
        using var folder = new TempFolder();
        var path = folder.Write("t.csv", Mixed(40_000, seed: 6));
        var source = new CsvFormat().Open(path);
        var whole = new CsvFormat().Read(path);

        Assert.IsType<CsvTableSource>(source);
        Assert.Equal(whole.Schema, source.Schema);
        var batches = source.ReadBatches([2, 0]).ToList();
        Assert.All(batches, b => Assert.InRange(b.RowCount, 1, Table.BatchRows));
        Assert.Equal(whole.Values("text"), batches.SelectMany(b => b.Values("text")));
        Assert.Equal(whole.Values("id"), Table.Of(("id", source.ReadColumn(0))).Values("id"));
    }

    internal static string Mixed(int rows, int seed)
    {
        var random = new SeededRandom(seed);
        var text = new StringBuilder("id,number,text,when\n");
        for (var i = 0; i < rows; i++)
        {
            var word = random.Next(6) switch { 0 => "", 1 => "\"a, b\"", 2 => "\"x\ny\"", 3 => "\"say \"\"x\"\"\"", _ => "w" + random.Next(9000) };
            text.Append(i).Append(',').Append(random.Next(9) == 0 ? "" : random.NextDouble().ToString("R")).Append(',').Append(word).Append(",2026-01-").Append(10 + random.Next(20)).Append('\n');
        }

        return text.ToString();
    }
}
