using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

/// <summary>A large checkpoint, of which a step reads its own columns: the damage of others is none of its business, and its own costs it dearly.</summary>
public partial class ColumnDamageTests
{
    private const int Rows = 4000;

    [Fact]
    public async Task A_step_reads_no_byte_of_the_columns_that_it_does_not_use()
    {
        using var workspace = await WorkspaceAsync();
        await DamageAsync(workspace, "unused");

        var entered = await workspace.JsonAsync("run", "wide", "--from", "train", "--force", "train", "--to", "train");

        Assert.Equal("succeeded", entered.States()["train"]);
    }

    [Fact]
    public async Task A_step_that_meets_a_damaged_column_fails_with_6_and_names_file_and_column()
    {
        using var workspace = await WorkspaceAsync();
        var file = await DamageAsync(workspace, "used");

        var entered = await workspace.RunAsync("run", "wide", "--from", "train", "--force", "train", "--to", "train", "--json");
        var finding = entered.Json["error"]!["findings"]![0]!;

        Assert.Equal(6, entered.ExitCode);
        Assert.Equal(("IF503", "train", file), ((string)finding["rule"]!, (string)finding["step"]!, (string)finding["file"]!));
        Assert.Contains("Column 'used'", (string)finding["message"]!, StringComparison.Ordinal);
        Assert.Empty(await workspace.QueryAsync("SELECT 1 FROM runs WHERE id = (SELECT max(id) FROM runs) AND state <> 'failed'"));
    }

    [Fact]
    public async Task After_a_damaged_column_was_met_the_next_run_makes_the_checkpoint_again()
    {
        using var workspace = await WorkspaceAsync();
        var first = await workspace.JsonAsync("run", "wide");
        await DamageAsync(workspace, "used");
        await workspace.RunAsync("run", "wide", "--from", "train", "--force", "train");

        var again = await workspace.JsonAsync("run", "wide");

        Assert.Equal("succeeded", again.States()["load"]);
        Assert.Equal(first.Digests(), again.Digests());
        await workspace.MustBeWholeAsync();
    }

    [Theory]
    [InlineData("-n", "3")]
    [InlineData("--json")]
    [InlineData("--out", "all.csv")]
    public async Task Of_a_checkpoint_with_a_damaged_column_nothing_is_shown_and_nothing_written(params string[] how)
    {
        using var workspace = await WorkspaceAsync();
        await DamageAsync(workspace, "unused");

        var shown = await workspace.RunAsync(["data", "latest", "load", .. how]);

        Assert.Equal(6, shown.ExitCode);
        Assert.DoesNotContain("0.", shown.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(workspace.Root, "all.csv*"));
    }

    [Fact]
    public async Task Planning_and_reusing_open_no_checkpoint()
    {
        using var workspace = await WorkspaceAsync();

        var (planned, plan) = await workspace.CallsAsync("openat,open,read,pread64", "plan", "wide");
        var (ran, run) = await workspace.CallsAsync("openat,open,read,pread64", "run", "wide", "--to", "train");

        Assert.Equal((0, 0), (planned.ExitCode, ran.ExitCode));
        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, l => l.Contains(".parquet", StringComparison.Ordinal));
        Assert.DoesNotContain(run, l => l.Contains(".parquet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entering_reads_a_footer_and_the_chunks_of_the_columns_that_the_step_uses()
    {
        using var workspace = await WorkspaceAsync();
        var file = await FileAsync(workspace);

        var (entered, calls) = await workspace.CallsAsync("read,pread64", "run", "wide", "--from", "train", "--force", "train", "--to", "train");
        var bytes = calls.Where(l => l.Contains(Path.GetFileName(file), StringComparison.Ordinal)).Sum(l => long.Parse(Returned().Match(l).Groups[1].Value, CultureInfo.InvariantCulture));

        // Two columns of eight bytes a row, and the target's few codes; the others would be 18 more.
        Assert.Equal(0, entered.ExitCode);
        Assert.InRange(bytes, 2 * 8 * Rows, (2 * 8 * Rows) + 20_000);
        Assert.True(new FileInfo(file).Length > 20 * 8 * Rows);
    }

    [Fact]
    public async Task Damaged_files_never_give_wrong_data()
    {
        using var workspace = await WorkspaceAsync();
        var file = await FileAsync(workspace);
        var (whole, stamp, expected) = (File.ReadAllBytes(file), File.GetLastWriteTimeUtc(file), (await workspace.RunAsync("data", "latest", "load", "--json", "-n", "9")).Out);
        for (var seed = 0; seed < Tracked.Count("IRISFLOW_DAMAGES", 20); seed++)
        {
            var random = new SeededRandom(seed);
            File.WriteAllBytes(file, Damaged(whole, random));
            File.SetLastWriteTimeUtc(file, random.Next(3) > 0 ? stamp : stamp.AddSeconds(1));

            var shown = await workspace.RunAsync("data", "latest", "load", "--json", "-n", "9");
            Assert.True(shown.ExitCode == 6 || shown.Out == expected, $"seed {seed}: {shown}");

            File.WriteAllBytes(file, whole);
            File.SetLastWriteTimeUtc(file, stamp);
            await workspace.QueryAsync($"UPDATE objects SET stamp = {stamp.Ticks}");
        }
    }

    private static byte[] Damaged(byte[] whole, SeededRandom random)
    {
        var bytes = whole.ToArray();
        var at = random.Next(bytes.Length);
        switch (random.Next(4))
        {
            case 0:
                return bytes[..at];
            case 1:
                bytes.AsSpan(at, Math.Min(4096, bytes.Length - at)).Clear();
                return bytes;
            case 2:
                bytes[^(9 + random.Next(4000))] ^= (byte)(1 << random.Next(8));
                return bytes;
            default:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }

    /// <summary>Changes one bit of a column's values, and leaves length and stamp as they are.</summary>
    private static async Task<string> DamageAsync(ProgramWorkspace workspace, string column)
    {
        var file = await FileAsync(workspace);
        var (bytes, stamp) = (File.ReadAllBytes(file), File.GetLastWriteTimeUtc(file));
        bytes[bytes.AsSpan().IndexOf(BitConverter.GetBytes(Value(column, 77)))] ^= 1;
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, stamp);
        return file;
    }

    private static async Task<string> FileAsync(ProgramWorkspace workspace) =>
        Path.Combine(workspace.Objects(), (string)(await workspace.QueryAsync("SELECT o.file FROM checkpoints c JOIN objects o USING (digest) WHERE c.step = 'load'"))[0]["file"]!);

    private static double Value(string column, int row) => new SeededRandom((column.Length * 7919) + row).NextDouble();

    /// <summary>A run of <c>load</c>, with 20 columns of numbers, and of <c>train</c>, which learns from two of them.</summary>
    private static async Task<ProgramWorkspace> WorkspaceAsync()
    {
        string[] columns = ["used", "unused", .. Enumerable.Range(7, 18).Select(i => new string('x', i))];
        var csv = new StringBuilder(string.Join(',', columns)).Append(",kind\n");
        for (var row = 0; row < Rows; row++)
        {
            var at = row;
            csv.AppendJoin(',', columns.Select(c => Value(c, at).ToString("R", CultureInfo.InvariantCulture))).Append(at % 2 == 0 ? ",even\n" : ",odd\n");
        }

        var workspace = ProgramWorkspace.Of(
            "wide",
            """
            {
              "format": 1,
              "workflow": "wide",
              "steps": {
                "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } },
                "train": {
                  "uses": "model.train",
                  "from": { "rows": "load.rows" },
                  "with": { "target": "kind", "features": ["used", "xxxxxxx"], "trainer": { "kind": "gaussian-naive-bayes" } }
                }
              }
            }
            """,
            ("rows.csv", csv.ToString()));
        await workspace.JsonAsync("run", "wide");
        return workspace;
    }

    [GeneratedRegex(@"= (\d+)$")]
    private static partial Regex Returned();
}
