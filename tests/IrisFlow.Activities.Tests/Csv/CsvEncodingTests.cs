using System.IO.Compression;
using System.Text;

namespace IrisFlow.Activities.Tests;

public class CsvEncodingTests
{
    private const string Text = "name,n\nŻółw 🐢 – €,1\nplain,2\n";

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void The_encoding_is_found_with_and_without_a_byte_order_mark(string encoding, bool mark)
    {
        var by = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? by.GetPreamble() : [], .. by.GetBytes(Text)];

        Assert.Equal(["Żółw 🐢 – €", "plain"], Csv.Read(bytes).Values("name"));
    }

    [Fact]
    public void Utf16_is_read_across_pieces_of_any_size()
    {
        // Surrogates, which take two units, at every place of the buffer that text is converted in.
        var text = "name\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => new string('x', i % 3) + "🐢\n"));
        var expected = text.Split('\n')[1..^1];

        Assert.Equal(expected, Csv.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]).Values("name"));
    }

    // The bytes are those of the two standards: 0xE9 is é in both, 0x80 is € in windows-1252 only.
    [Theory]
    [InlineData("latin1", "caf\u00E9 \u0080")]
    [InlineData("windows-1252", "caf\u00E9 €")]
    public void Single_bytes_are_read_where_they_are_declared(string encoding, string expected) =>
        Assert.Equal([expected], Csv.Read([.. "name\ncaf"u8, 0xE9, (byte)' ', 0x80, (byte)'\n'], new() { Encoding = encoding }).Values("name"));

    [Fact]
    public void An_encoding_that_is_none_has_its_near_miss_named()
    {
        var finding = Csv.Fails("a\n1\n", new() { Encoding = "windows-1251" });

        Assert.Equal(("IF328", "encoding"), (finding.Rule, finding.Port));
        Assert.Contains("windows-1252", finding.Expected);
    }

    // Python: b'x\xe9y,\xf0\x9f\x90z,\xff\xff'.decode('utf-8', 'replace') gives 'x\ufffdy,\ufffdz,\ufffd\ufffd'.
    [Fact]
    public void Bytes_that_are_no_text_are_replaced_and_counted_on_demand()
    {
        byte[] row = [(byte)'x', 0xE9, (byte)'y', (byte)',', 0xF0, 0x9F, 0x90, (byte)'z', (byte)',', 0xFF, 0xFF, (byte)'\n'];
        byte[] bytes = [.. "a,b,c\n"u8, .. row, .. "é,é,é\n"u8, .. row];
        var reader = Csv.Reader(bytes, new() { EncodingErrors = EncodingErrors.Replace });

        var table = reader.Read();

        Assert.Equal(["x\uFFFDy", "é", "x\uFFFDy"], table.Values("a"));
        Assert.Equal(["\uFFFDz", "é", "\uFFFDz"], table.Values("b"));
        Assert.Equal(["\uFFFD\uFFFD", "é", "\uFFFD\uFFFD"], table.Values("c"));
        Assert.Equal(8, reader.Replaced);
        var cut = Csv.Reader(bytes, new() { EncodingErrors = EncodingErrors.Replace }, new(1, 1, 8, 2));
        Csv.Same(table, cut.Read());
        Assert.Equal(8, cut.Replaced);
    }

    [Fact]
    public void Broken_utf16_is_named_with_its_place_or_replaced()
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\n1,x"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("y\n"), (byte)'2'];

        var finding = Csv.Fails(bytes);
        Assert.Equal(("IF321", 2, 4, "The file is UTF-16 and holds bytes that are not."), (finding.Rule, finding.Line, finding.Position, finding.Message));
        Assert.Equal("x\uFFFDy", Csv.Read(bytes[..^1], new() { EncodingErrors = EncodingErrors.Replace }).Values("b")[0]);
    }

    [Fact]
    public void A_compressed_file_is_read_as_what_is_in_it_however_many_members_it_has()
    {
        var text = CsvBlockTests.Mixed(3000, seed: 9);
        var expected = Csv.Read(text);
        var (a, b) = (Encoding.UTF8.GetBytes(text[..1001]), Encoding.UTF8.GetBytes(text[1001..]));

        Csv.Same(expected, Csv.Read(Zipped([.. a, .. b])));
        Csv.Same(expected, Csv.Read([.. Zipped(a), .. Zipped([]), .. Zipped(b)]));
        Csv.Same(expected, Csv.Reader(Zipped([.. a, .. b]), tuning: new(2000, 50, 3000, 2)).Read());
    }

    [Fact]
    public void A_compressed_file_that_is_cut_or_changed_is_a_finding()
    {
        var bytes = Zipped(Encoding.UTF8.GetBytes(CsvBlockTests.Mixed(3000, seed: 9)));
        for (var end = 12; end < bytes.Length; end += 997)
        {
            Assert.Equal("IF372", Csv.Fails(bytes[..end]).Rule);
        }

        byte[] changed = [.. bytes];
        changed[^6] ^= 1;
        Assert.Equal("IF372", Csv.Fails(changed).Rule);
    }

    [Fact]
    public void Text_that_is_far_longer_than_its_compressed_file_is_refused_unless_it_is_allowed()
    {
        var bytes = Zipped(Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("1\n", 8_000_000))));

        Assert.Equal("IF371", Csv.Fails(bytes, new() { Expansion = 100 }).Rule);
        Assert.Equal(8_000_000, Csv.Read(bytes, new() { Expansion = 2000 }).RowCount);
    }

    internal static byte[] Zipped(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        return stream.ToArray();
    }
}
