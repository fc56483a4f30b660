using IrisFlow.Parquet;

namespace IrisFlow.Hosting.Tests;

public sealed class WorkspaceSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("irisflow-").FullName;

    [Fact]
    public void Without_a_file_the_settings_are_those_that_suit_most() => Assert.Equal(new WorkspaceSettings(), WorkspaceSettings.Of(_folder));

    [Theory]
    [InlineData("none", ParquetCompression.None)]
    [InlineData("snappy", ParquetCompression.Snappy)]
    [InlineData("zstd", ParquetCompression.Zstd)]
    [InlineData("gzip", ParquetCompression.Gzip)]
    public void The_compression_of_checkpoints_is_chosen_by_name(string name, ParquetCompression expected) =>
        Assert.Equal(expected, Read($$"""{ "checkpoints": { "compression": "{{name}}" } }""").CheckpointCompression);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "checkpoints": {} }""")]
    public void What_is_not_said_is_as_without_a_file(string json) => Assert.Equal(new WorkspaceSettings(), Read(json));

    [Theory]
    [InlineData("{\n  \"checkpoint\": {}\n}", "IF367", 2, 3, "checkpoints")]
    [InlineData("{ \"checkpoints\": { \"compresion\": \"zstd\" } }", "IF367", 1, 20, "compression")]
    [InlineData("{ \"checkpoints\": { \"compression\": \"zst\" } }", "IF367", 1, 20, "'zstd'")]
    [InlineData("{ \"checkpoints\": { \"compression\": 3 } }", "IF367", 1, 20, "snappy")]
    [InlineData("{ \"checkpoints\": \"zstd\" }", "IF367", 1, 3, "compression")]
    [InlineData("[]", "IF367", 1, 1, "checkpoints")]
    [InlineData("{ \"checkpoints\": }", "IF001", 1, 18, "comma")]
    [InlineData("{ \"checkpoints\": {}, \"checkpoints\": {} }", "IF002", 1, 22, "once")]
    public void What_is_wrong_is_named_with_its_place(string json, string rule, int line, int position, string expected)
    {
        var finding = Assert.Throws<IrisFlowException>(() => Read(json)).Findings[0];
        Assert.Equal((rule, line, position), (finding.Rule, finding.Line, finding.Position));
        Assert.Contains(expected, finding.Expected);
        Assert.EndsWith(WorkspaceSettings.FileName, finding.File);
    }

    [Fact]
    public void A_workspace_writes_its_checkpoints_as_its_settings_say_and_their_digests_stay()
    {
        var texts = Table.Of(("t", Column.Of([.. Enumerable.Range(0, 5000).Select(i => $"the same beginning and number {i}")])));
        var workflows = Directory.CreateDirectory(Path.Combine(_folder, "workflows")).FullName;
        var lengths = new List<long>();
        foreach (var name in new[] { "none", "snappy", "gzip" })
        {
            File.WriteAllText(Path.Combine(workflows, WorkspaceSettings.FileName), $$"""{ "checkpoints": { "compression": "{{name}}" } }""");
            using var workspace = new Workspace(_folder);
            var path = Path.Combine(_folder, $"{name}.parquet");
            using (var file = File.Create(path))
            {
                workspace.Formats.Named("parquet").Write(texts, file);
            }

            Assert.Equal(TableDigest.Of(texts), TableDigest.Of(workspace.Formats.Named("parquet").Read(path)));
            lengths.Add(new FileInfo(path).Length);
        }

        Assert.Equal(lengths.OrderDescending(), lengths);
        Assert.Equal(3, lengths.Distinct().Count());
    }

    private WorkspaceSettings Read(string json)
    {
        File.WriteAllText(Path.Combine(_folder, WorkspaceSettings.FileName), json);
        return WorkspaceSettings.Of(_folder);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
