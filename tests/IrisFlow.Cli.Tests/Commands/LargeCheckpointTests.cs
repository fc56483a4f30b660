using System.Globalization;
using System.Text;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary><c>data</c> on a checkpoint of more rows than a batch.</summary>
public sealed class LargeCheckpointTests : IDisposable
{
    private const int Rows = 150_000;

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Of(
        "large",
        """
        {
          "format": 1,
          "workflow": "large",
          "steps": {
            "load": { "uses": "data.read-csv", "with": { "path": "large.csv" } }
          }
        }
        """,
        ("large.csv", Csv()));

    [Fact]
    public async Task The_first_rows_are_shown_without_the_last_being_read_and_writing_reads_all()
    {
        var path = (await _workspace.JsonAsync("run", "large")).Output("load.rows")["path"]!.GetValue<string>();
        Assert.Equal(150_000, (await _workspace.JsonAsync("data", "latest", "load"))["rowCount"]!.GetValue<int>());
        Assert.Equal("[7,7.5]", (await _workspace.JsonAsync("data", "latest", "load", "--rows", "8"))["rows"]![7]!.ToJsonString());
        (await _workspace.RunAsync("data", "latest", "load", "--out", "all.csv")).Succeeds();
        Assert.Equal(Csv().TrimEnd(), _workspace.Read("all.csv").ReplaceLineEndings("\n").TrimEnd());

        // Damage in the last pages, with the file's times as they were, which otherwise would tell.
        var file = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var written = File.GetLastWriteTimeUtc(file);
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length - BitConverter.ToInt32(bytes, bytes.Length - 8) - 3000] ^= 1;
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, written);

        (await _workspace.RunAsync("data", "latest", "load")).Succeeds();
        Assert.Equal(6, (await _workspace.RunAsync("data", "latest", "load", "--out", "damaged.csv")).ExitCode);
        Assert.Equal(["all.csv"], Directory.GetFiles(_workspace.Root, "*.*").Select(f => Path.GetFileName(f)).Where(f => f.Contains(".csv", StringComparison.Ordinal)));
    }

    private static string Csv()
    {
        var text = new StringBuilder("n,half\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{i + 0.5}\n");
        }

        return text.ToString();
    }

    public void Dispose() => _workspace.Dispose();
}
