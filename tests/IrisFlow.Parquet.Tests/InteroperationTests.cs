using System.Text.Json.Nodes;

namespace IrisFlow.Parquet.Tests;

/// <summary>Our files as other programs read them, and their files as we do, cell by cell.</summary>
public sealed class InteroperationTests(IndependentReaders readers) : IClassFixture<IndependentReaders>
{
    public static TheoryData<string> SampleNames => [.. Samples.Names];

    public static TheoryData<string> DuckDbNames => [.. IndependentReaders.ByDuckDb.Keys];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void DuckDb_reads_what_we_write(string sample) => AssertSame(Samples.All[sample].Table, readers.Answer(sample, "duckdb"));

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Hyparquet_reads_what_we_write(string sample) => AssertSame(Samples.All[sample].Table, readers.Answer(sample, "hyparquet"));

    [Theory]
    [MemberData(nameof(DuckDbNames))]
    public void We_read_what_DuckDb_writes(string name) =>
        AssertSame(new ParquetFormat(new(), new(Binary: BinaryReading.Hex)).Read(readers.PathOf(name)), readers.Answer(name, "duckdb"));

    [Fact]
    public void A_number_beyond_64_bits_with_sign_names_its_column()
    {
        var path = readers.PathOf(IndependentReaders.TooLarge);
        var finding = Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(path)).Findings[0];
        Assert.Equal(("IF315", "large"), (finding.Rule, finding.Column));
    }

    private static void AssertSame(Table table, JsonObject seen)
    {
        Assert.Equal(table.Schema.Names, seen.Select(column => column.Key));
        foreach (var (name, cells) in seen)
        {
            var theirs = cells!.AsArray();
            Assert.Equal(theirs.Select(Cells.OfReader), Cells.Of(table[name]).Zip(theirs, (ours, their) => Cells.Like(their, ours)));
        }
    }
}
