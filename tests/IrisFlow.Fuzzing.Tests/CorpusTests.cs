namespace IrisFlow.Fuzzing;

/// <summary>Files that broke other programs, and files that broke ours.</summary>
public sealed class CorpusTests
{
    [Theory]
    [InlineData("parquet-bad", "parquet", 70)]
    [InlineData("parquet-good", "parquet", 20)]
    [InlineData("parquet-duckdb", "parquet", 11)]
    [InlineData("parquet-found", "parquet", 2)]
    [InlineData("csv-bad", "csv", 4)]
    public void A_file_made_to_break_readers_gives_a_table_or_a_documented_finding_within_its_limits(string folder, string target, int least)
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", folder)).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();

        Assert.InRange(files.Count, least, int.MaxValue);
        Assert.Empty(Corpus.Read(target, files));
    }
}
