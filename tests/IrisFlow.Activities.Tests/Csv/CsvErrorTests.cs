using System.Text;

namespace IrisFlow.Activities.Tests;

public class CsvErrorTests
{
    [Theory]
    [InlineData("", "IF320", 1, 1)]
    [InlineData("\n\r\n", "IF320", 1, 1)]
    [InlineData("a,b\n1,2\n3\n", "IF324", 3, 1)]
    [InlineData("a,b\n1,2\n3,4,5\n", "IF324", 3, 1)]
    [InlineData("a,b\n1,\"x\n2,y\n", "IF322", 2, 3)]
    [InlineData("a,b\n1,\"x\"y\n", "IF323", 2, 6)]
    [InlineData("a,b,a\n1,2,3\n", "IF326", 1, 5)]
    [InlineData("a,,b\n1,2,3\n", "IF326", 1, 3)]
    [InlineData("a\0,b\n", "IF321", 1, 1)]
    public void What_is_wrong_is_said_with_its_place(string text, string rule, int line, int position)
    {
        var finding = Csv.Fails(text);

        Assert.Equal((rule, "t.csv", line, position), (finding.Rule, finding.File, finding.Line, finding.Position));
    }

    [Fact]
    public void Lines_inside_quotes_are_counted() =>
        Assert.Equal(4, Csv.Fails("a,b\n\"x\ny\",2\n3\n").Line);

    [Fact]
    public void A_value_that_is_not_of_the_declared_type_is_named()
    {
        var finding = Csv.Fails("a,b\n1,x\n2,oops\n", new() { Types = new Dictionary<string, ColumnType> { ["b"] = ColumnType.Float64 } });

        Assert.Equal("IF327 t.csv:2:3: 'x' in column 'b' is not a float64. It is a number such as 1.5, -2e10 or nan.", finding.ToString());
    }

    [Fact]
    public void A_declared_column_that_is_not_there_has_its_near_miss_named() =>
        Assert.Contains("Did you mean 'species'?", Csv.Fails("species\nx\n", new() { Types = new Dictionary<string, ColumnType> { ["specis"] = ColumnType.String } }).Expected);

    [Fact]
    public void Bytes_that_are_not_utf8_are_named_with_their_place()
    {
        var finding = Csv.Fails([.. "a,b\n1,x"u8, 0xE9, .. "y\n"u8]);

        Assert.Equal(("IF321", 2, 4, "Byte 0xE9 is not UTF-8."), (finding.Rule, finding.Line, finding.Position, finding.Message));
    }

    [Fact]
    public void Broken_utf16_is_refused() => Assert.Equal("IF321", Csv.Fails([0xFF, 0xFE, 0x00, 0xD8, 0x20, 0x00]).Rule);

    [Fact]
    public void A_field_over_one_mebibyte_is_refused() =>
        Assert.Equal("IF325", Csv.Fails($"a,b\n1,{new string('x', (1 << 20) + 8)}\n").Rule);

    [Fact]
    public void A_row_over_sixteen_mebibytes_is_refused() =>
        Assert.Equal("IF325", Csv.Fails(string.Join(',', Enumerable.Range(0, 20).Select(i => i + new string('x', 1_000_000)))).Rule);

    [Fact]
    public void More_than_twenty_thousand_columns_are_refused() =>
        Assert.Equal("IF325", Csv.Fails(string.Join(',', Enumerable.Range(0, 20_001)) + "\n").Rule);

    [Fact]
    public void Twenty_thousand_columns_are_read() =>
        Assert.Equal(20_000, Csv.Read(string.Join(',', Enumerable.Range(0, 20_000)) + "\n" + new string(',', 19_999) + "\n").Schema.Count);

    [Fact]
    public void A_missing_file_has_its_near_miss_named()
    {
        using var folder = new TempFolder();
        folder.Write("iris.csv", "a\n");

        var finding = Assert.Single(Assert.Throws<IrisFlowException>(() => new CsvFormat().Read(folder.At("irsi.csv"))).Findings);
        Assert.Equal("IF302", finding.Rule);
        Assert.Contains("Did you mean 'iris.csv'?", finding.Expected);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        using var folder = new TempFolder();

        Assert.Equal("IF303", Assert.Throws<IrisFlowException>(() => new CsvFormat().ReadSchema(folder.Path)).Findings[0].Rule);
    }

    [Fact]
    public void A_column_asked_for_that_is_not_there_is_named()
    {
        using var folder = new TempFolder();
        var path = folder.Write("t.csv", "a,b\n1,2\n");

        Assert.Equal("c", Assert.Throws<IrisFlowException>(() => new CsvFormat().Read(path, ["a", "c"])).Findings[0].Column);
    }

    public static TheoryData<string> Bad() => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "data", "csv-bad"), "clusterfuzz*").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_file_that_broke_other_readers_gives_a_table_or_a_finding(string name) =>
        ReadsOrSays(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "csv-bad", name)));

    [Fact]
    public void Mutated_files_give_a_table_or_a_finding()
    {
        var random = new SeededRandom(42);
        byte[][] seeds =
        [
            File.ReadAllBytes(Testing.Reference.Path("iris.csv"))[..600],
            Encoding.UTF8.GetBytes("id;\"na\"\"me\";when\r\n1;\"a\r\nb\";2026-01-31\r\n;\"\";2026-01-31T10:00:00Z\r\n"),
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a\tb\n1\tx\n")],
        ];
        ReadOnlySpan<byte> tricky = "\"\",;\t|\r\n\0-+.eE09\xEF\xBB\xBFnN"u8;
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = seeds[random.Next(seeds.Length)].ToList();
            for (var edits = 1 + random.Next(8); edits > 0; edits--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0: bytes[at] = (byte)random.Next(256); break;
                    case 1: bytes.Insert(at, tricky[random.Next(tricky.Length)]); break;
                    case 2: bytes.RemoveRange(at, Math.Min(bytes.Count - 1 - at, random.Next(40))); break;
                    default: bytes[at] = tricky[random.Next(tricky.Length)]; break;
                }
            }

            ReadsOrSays([.. bytes]);
        }
    }

    private static void ReadsOrSays(byte[] bytes)
    {
        try
        {
            Csv.Read(bytes);
        }
        catch (IrisFlowException error)
        {
            Assert.StartsWith("IF32", error.Findings[0].Rule);
        }
    }
}
