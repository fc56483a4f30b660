using System.Text;

namespace IrisFlow.Activities.Tests;

public class CsvDialectTests
{
    [Theory]
    [InlineData("a^b\n1^x\n")]
    [InlineData("a\u0001b\n1\u0001x\n")]
    [InlineData("a\u001Fb\n1\u001Fx\n")]
    public void Rarer_delimiters_are_found_where_no_usual_one_is(string text) =>
        Assert.Equal(["a", "b"], Csv.Read(text).Schema.Names);

    // What Python's csv module reads from each text: list(csv.reader(io.StringIO(text), quotechar=..., escapechar=...)).
    [Theory]
    [InlineData("a,b\n'x, y','it''s'\n'z','w'\n", "x, y|it's|z|w")]
    [InlineData("a,b\n'tis,'twas\n", "'tis|'twas")]
    [InlineData("a,b\n\"it's\",'x'\n", "it's|'x'")]
    [InlineData("a,b\n\"say \\\"x\\\"\",\"back\\\\slash\"\n\"z\",\"w\"\n", "say \"x\"|back\\slash|z|w")]
    [InlineData("a,b\n\"C:\\dir\\\",x\n", "C:\\dir\\|x")]
    [InlineData("a,b\n\"say \"\"x\"\"\",\"C:\\dir\"\n", "say \"x\"|C:\\dir")]
    public void Quotes_and_what_escapes_them_are_found_out(string text, string values) =>
        Assert.Equal(values.Split('|'), Cells(Csv.Read(text)));

    [Fact]
    public void What_is_declared_is_not_found_out()
    {
        Assert.Equal(["'x", "y'"], Cells(Csv.Read("a,b\n'x,y'\n", new() { Quote = '"' })));
        Assert.Equal(["x,y", "z"], Cells(Csv.Read("a,b\n'x,y',z\n", new() { Quote = '\'' })));
        Assert.Equal(["x\\y", "z"], Cells(Csv.Read("a,b\n\"x\\\\y\",z\n", new() { Escape = QuoteEscape.Backslash })));
    }

    [Theory]
    [InlineData("1,x\n2,y\n", false)]
    [InlineData("1,2\n3,4\n", false)]
    [InlineData("x,2026-01-31\ny,2026-02-01\n", false)]
    [InlineData("1,x\n2,\n", false)]
    [InlineData("\"1\",2\n\"3\",4\n", false)]
    [InlineData("a,b\n1,x\n", true)]
    [InlineData("a,b\nx,y\n", true)]
    [InlineData("a,b\n", true)]
    [InlineData("2024,2025\n", true)]
    [InlineData("year,2024,2025\nx,1,2\n", false)]
    [InlineData("\"2024\",\"2025\"\n1,2\n", true)]
    [InlineData("2.5,x\n1,y\n", true)]
    [InlineData("1.5,x\na,y\n", true)]
    public void The_first_row_is_the_header_unless_it_looks_like_the_others(string text, bool isHeader)
    {
        var rows = text.Split('\n').Length - 1;

        Assert.Equal(isHeader ? rows - 1 : rows, Csv.Read(text).RowCount);
        Assert.Equal(rows - 1, Csv.Read(text, new() { Header = HeaderRow.True }).RowCount);
        Assert.Equal(rows, Csv.Read(text, new() { Header = HeaderRow.False }).RowCount);
    }

    [Fact]
    public void Names_that_are_declared_make_the_first_row_the_header() =>
        Assert.Equal(["2024", "2025"], Csv.Read("2024,2025\n1,2\n", new() { Types = new Dictionary<string, ColumnType> { ["2025"] = ColumnType.Float64 } }).Schema.Names);

    [Theory]
    [InlineData("quote", "#")]
    [InlineData("delimiter", "é")]
    [InlineData("delimiter", "\"")]
    [InlineData("decimal", ";")]
    [InlineData("thousands", ".")]
    public void A_character_that_makes_no_sense_is_a_finding(string port, string value)
    {
        var options = port switch
        {
            "quote" => new CsvOptions { Quote = value[0] },
            "delimiter" => new CsvOptions { Delimiter = value[0] },
            "decimal" => new CsvOptions { Decimal = value[0] },
            _ => new CsvOptions { Thousands = value[0] },
        };

        var finding = Csv.Fails("a,b\n1,2\n", options);
        Assert.Equal(("IF328", port), (finding.Rule, finding.Port));
    }

    [Fact]
    public void Limits_can_be_raised_and_lowered()
    {
        var text = "a,b\n" + new string('x', 2_000_000) + ",1\n";

        Assert.Equal("IF325", Csv.Fails(text).Rule);
        Assert.Equal(2_000_000, Csv.Read(text, new() { FieldBytes = 2_000_000 }).Strings("a")[0]!.Length);
        Assert.Equal("IF325", Csv.Fails("a,b\n1,2\n", new() { Columns = 1 }).Rule);
        Assert.Equal("IF325", Csv.Fails("a,b\n1000,2000\n", new() { RowBytes = 8 }).Rule);
    }

    // Larger than any buffer may become: what is read ends long before the text does.
    [Theory]
    [InlineData("a,b\n1,\"never closed ")]
    [InlineData("a,b\n1,one long line ")]
    [InlineData("one long header ")]
    [InlineData("a,b\n1,2,3,4,5,6,7,8")]
    public void A_line_without_end_is_refused_before_it_fills_the_memory(string beginning)
    {
        var options = new CsvOptions { FieldBytes = 1000, RowBytes = 20_000 };
        using var endless = new Endless(Encoding.UTF8.GetBytes(beginning), beginning.EndsWith('8') ? ",8"u8.ToArray() : "x"u8.ToArray());
        var tuning = new CsvTuning(4096, 100, 4096, 2);

        var finding = Assert.Single(Assert.Throws<IrisFlowException>(() => new CsvReader(new("t.csv", () => endless), options, tuning, CancellationToken.None).Read()).Findings);

        Assert.Equal("IF325", finding.Rule);
        Assert.InRange(endless.Given, 4096, 100_000);
    }

    private static object?[] Cells(Table table) =>
        [.. Enumerable.Range(0, table.RowCount).SelectMany(r => table.Columns.Select(c => c.ValueAt(r)))];

    /// <summary>A text that goes on with the same bytes forever.</summary>
    private sealed class Endless(byte[] beginning, byte[] more) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => 0;

        public override long Position
        {
            get => Given;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            for (var i = 0; i < buffer.Length; i++, Given++)
            {
                buffer[i] = Given < beginning.Length ? beginning[Given] : more[(Given - beginning.Length) % more.Length];
            }

            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
