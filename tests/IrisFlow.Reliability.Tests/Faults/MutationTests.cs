namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>Stored files changed in many ways: reading one gives an error, never data.</summary>
public class MutationTests
{
    private const int Seed = 20260530;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stored_file_that_was_changed_in_any_way_is_never_read(bool stampIsKept)
    {
        using var folder = new EngineFolder();
        using var process = folder.Start();
        await process.RunAsync(Workflow.Define("w", flow =>
        {
            var numbers = flow.Add("numbers", new Numbers { Count = 3_000 });
            flow.Add("one", new Add { Given = numbers.Rows, By = 1_000_000 });
        }));
        var objects = Rows.Of(folder.Database, "SELECT digest, file FROM objects ORDER BY digest");
        var random = new Random(Seed);
        for (var i = 0; i < Tracked.Count("IRISFLOW_MUTATIONS", 200); i++)
        {
            var (row, other) = (objects[i % 2], objects[1 - (i % 2)]);
            var path = Path.Combine(folder.At("objects"), row[1]!);
            var (bytes, stamp) = (File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path));
            var mutated = Mutate(bytes, File.ReadAllBytes(Path.Combine(folder.At("objects"), other[1]!)), random, out var how);
            Replace(path, mutated, stampIsKept ? stamp : stamp.AddSeconds(1));

            var problem = Record.Exception(() => process.Engine.Checkpoints.Read(Digest.Parse(row[0]!)).Column<long>("n").Values.ToArray());

            Assert.True(problem is IrisFlowException { Exit: ExitCode.Corrupt }, $"Seed {Seed}, mutation {i} ({how}): {problem}");
            Replace(path, bytes, stamp);
        }

        Assert.Equal(3_000, process.Engine.Checkpoints.Read(Digest.Parse(objects[0][0]!)).Column<long>("n").Values.Length);
    }

    private static byte[] Mutate(byte[] bytes, byte[] other, Random random, out string how)
    {
        var place = random.Next(bytes.Length);
        (how, var mutated) = random.Next(7) switch
        {
            0 => ("cut off", bytes[..place]),
            1 => ("emptied", []),
            2 => ("longer", [.. bytes, (byte)random.Next(256)]),
            3 => ("another file", other),
            4 => ("a part of zeros", [.. bytes[..place], .. new byte[bytes.Length - place]]),
            5 => ("two halves of two files", (byte[])[.. bytes[..(bytes.Length / 2)], .. other[(other.Length / 2)..]]),
            _ => ("a bit", Flipped(bytes, place, random.Next(8))),
        };
        return mutated.AsSpan().SequenceEqual(bytes) ? Flipped(bytes, place, 0) : mutated;
    }

    private static byte[] Flipped(byte[] bytes, int place, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[place] ^= (byte)(1 << bit);
        return flipped;
    }

    private static void Replace(string path, byte[] bytes, DateTime stamp)
    {
        File.Delete(path);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, stamp);
    }
}
