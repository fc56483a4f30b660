using System.Text.Json.Nodes;

namespace IrisFlow.Parquet.Tests;

/// <summary>
/// Files of apache/parquet-testing, which other writers made; data/LICENSE.txt is theirs. A file that is put into the data folder is
/// tested: as DuckDB reads it, or hyparquet where DuckDB can't, unless <see cref="ReferenceExpectations"/> says otherwise.
/// </summary>
public sealed class ReferenceFileTests(ReferenceReaders readers) : IClassFixture<ReferenceReaders>
{
    private static readonly ParquetFormat AsText = new(new(), new ForeignValues(DecimalReading.Text, BinaryReading.Hex));

    public static TheoryData<string> Names => [.. ReferenceReaders.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_is_read_as_other_programs_read_it_or_refused_for_its_reason(string name)
    {
        var expected = ReferenceExpectations.Of(name);
        if (expected.Refused is { } rule)
        {
            var refused = Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(Files.Data(name)));
            Assert.Equal(rule, refused.Findings[0].Rule);
            Assert.Contains(expected.Found!, refused.ToString());
            return;
        }

        var table = (expected.Binary == BinaryReading.Text ? new ParquetFormat() : AsText).Read(Files.Data(name));
        var seen = readers.Columns(name, "duckdb");
        var otherwise = readers.Columns(name, "hyparquet");
        Assert.True(expected.Cells.Length > 0 || seen is not null || otherwise is not null || table.Schema.Count == 0, "No reader reads the file: say what is expected of it.");
        Assert.Equal(readers.LeftOut(name) ?? expected.LeftOut, new ParquetFormat().LeftOut(Files.Data(name)).Select(f => f.Column));
        if ((seen ?? otherwise) is { } columns && expected.Cells.Length == 0)
        {
            Assert.Equal(columns.Select(c => c.Key), table.Schema.Names);
        }

        foreach (var column in table.Schema.Names)
        {
            var cells = Cells.Of(table[column]).ToList();
            if (expected.Cells.FirstOrDefault(c => c.Column == column) is { Column: not null } known)
            {
                Assert.Equal(known.Values, cells);
                continue;
            }

            var theirs = ((expected.Hyparquet.Contains(column) ? null : seen?[column]) ?? otherwise?[column])!.AsArray();
            Assert.Equal(theirs.Select(Cells.OfReader), cells.Zip(theirs, (ours, their) => Cells.Like(their, ours)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decimals_as_text_have_the_digits_that_other_programs_show(string name)
    {
        if (ReferenceExpectations.Of(name).Refused is not null || readers.Columns(name, "duckdb") is not { } seen)
        {
            return;
        }

        var table = AsText.Read(Files.Data(name));
        foreach (var (column, cells) in seen.Where(c => c.Value!.AsArray().Any(v => v is JsonObject o && o.ContainsKey("decimal"))))
        {
            Assert.Equal(cells!.AsArray().Select(c => c?["decimal"]!.GetValue<string>()), Cells.Of(table[column]));
        }
    }

    [Theory]
    [InlineData("delta_byte_array")]
    [InlineData("delta_encoding_optional_column")]
    [InlineData("delta_encoding_required_column")]
    [InlineData("delta_binary_packed")]
    public void Differences_give_the_cells_that_were_written_down_with_them(string name)
    {
        var table = new ParquetFormat().Read(Files.Data(name + ".parquet"));
        var lines = File.ReadAllLines(Files.Data(name + "_expect.csv")).Skip(1).ToArray();
        Assert.Equal(lines.Select(l => l.Replace("\"", "")), Enumerable.Range(0, table.RowCount).Select(row => string.Join(',', table.Columns.Select(c => Cells.Of(c, row)))));
    }

    [Fact]
    public void A_part_that_is_left_out_is_not_read_and_said_why_when_it_is_asked_for()
    {
        var path = Files.Data("large_string_map.brotli.parquet");
        var warning = Assert.Single(new ParquetFormat().LeftOut(path));
        Assert.Equal(("IF350", Severity.Warning, "arr"), (warning.Rule, warning.Severity, warning.Column));
        var finding = Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(path, ["arr"])).Findings[0];
        Assert.Equal(("IF350", Severity.Error, "arr"), (finding.Rule, finding.Severity, finding.Column));
        Assert.Contains("a map", finding.Message);
    }
}
