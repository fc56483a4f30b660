using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using IrisFlow.Engine.Capsules;

namespace IrisFlow.Engine.Tests.Capsules;

/// <summary>Capsules between benches, and capsules that were tampered with.</summary>
internal static class CapsuleBench
{
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Saves a run of a bench, whose folder is also that of its workflow.</summary>
    public static string Save(this Bench bench, string run, string checkpoints = "all", string name = "run.zip", IList<Finding>? left = null)
    {
        var saving = new CapsuleSaving(bench.Store, bench.Engine.Checkpoints);
        saving.Save(bench.Store.FindRun(run)!, checkpoints.Split(','), bench.At("workflows/" + bench.Store.FindRun(run)!.Workflow), bench.At(name));
        saving.LeftOut.ToList().ForEach(f => left?.Add(f));
        return bench.At(name);
    }

    public static OpenedCapsule Open(this Bench bench, string path) =>
        new CapsuleOpening(bench.Folder, bench.Store, bench.Engine.Checkpoints, TimeProvider.System).Open(path, bench.At("workflows"), "ada");

    /// <summary>The rule and exit code that a capsule is refused with; nothing of it may be there then.</summary>
    public static (string Rule, ExitCode Exit) Refuses(this Bench bench, string path)
    {
        var problem = Assert.Throws<IrisFlowException>(() => bench.Open(path));
        bench.MustBeEmpty();
        return (problem.Findings[0].Rule, problem.Exit);
    }

    public static void MustBeEmpty(this Bench bench)
    {
        Assert.Empty(bench.Store.RunHeads());
        Assert.Empty(bench.Store.ObjectFiles());
        Assert.Empty(bench.Store.Pins());
        Assert.False(Directory.Exists(bench.At("workflows")));
        Assert.True(!Directory.Exists(bench.At("objects")) || !Directory.EnumerateFiles(bench.At("objects")).Any());
    }

    /// <summary>A capsule with its entries changed, whose manifest has the right hash all the same.</summary>
    public static string Forge(this Bench bench, string path, Action<SortedDictionary<string, byte[]>> change)
    {
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        using (var zip = ZipFile.OpenRead(path))
        {
            foreach (var entry in zip.Entries)
            {
                using var content = new MemoryStream();
                using var stream = entry.Open();
                stream.CopyTo(content);
                entries[entry.FullName] = content.ToArray();
            }
        }

        change(entries);
        entries["capsule.sha256"] = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(entries["capsule.json"])));
        var forged = bench.At("forged.zip");
        using var file = File.Create(forged);
        using var written = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            var entry = written.CreateEntry(name, CompressionLevel.NoCompression);
            entry.LastWriteTime = Time;
            using var stream = entry.Open();
            stream.Write(bytes);
        }

        return forged;
    }

    /// <summary>The same with other words in the manifest.</summary>
    public static string Forge(this Bench bench, string path, string old, string replacement) => bench.Forge(path, entries =>
    {
        var text = Encoding.UTF8.GetString(entries["capsule.json"]);
        Assert.Contains(old, text, StringComparison.Ordinal);
        entries["capsule.json"] = Encoding.UTF8.GetBytes(text.Replace(old, replacement, StringComparison.Ordinal));
    });
}
