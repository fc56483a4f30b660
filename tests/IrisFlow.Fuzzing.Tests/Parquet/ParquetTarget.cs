using System.Buffers.Binary;
using IrisFlow.Parquet;

namespace IrisFlow.Fuzzing.Parquet;

/// <summary>Parquet files of several writers, ours among them.</summary>
internal sealed class ParquetTarget : Target
{
    // Larger ones are read as they are; changed ones would take the time of many.
    private const int MostBytes = 100_000;

    private readonly List<(string Name, byte[] Bytes)> _good;
    private readonly List<(string Name, byte[] Bytes)> _small;
    private readonly Dictionary<string, Reading> _ours = [];

    public ParquetTarget()
    {
        var ours = OwnFiles.All().ToList();
        _good = [.. ours, .. Folder("parquet-duckdb"), .. Folder("parquet-good")];
        _small = [.. _good.Where(g => g.Bytes.Length <= MostBytes)];
        using var folder = new TemporaryFolder();
        foreach (var (name, bytes) in ours)
        {
            _ours[name] = Reading.Of(new ParquetFormat().Read(folder.Write($"{name}.parquet", bytes)));
        }
    }

    public override string Extension => "parquet";

    public override IReadOnlyList<(string Name, byte[] Bytes)> Good => _good;

    public override IReadOnlyList<Way> Ways => ParquetWays.All;

    protected override Input Make(SeededRandom random)
    {
        // Every other one of ours: they are few, and checkpoints are what counts most.
        var (name, bytes) = random.Next(2) == 0 ? _small[random.Next(_ours.Count)] : random.Pick(_small);
        var (_, other) = random.Pick(_small);
        switch (random.Next(8))
        {
            case < 5:
                try
                {
                    return new(ParquetMutations.Change(random, bytes, other), Ways);
                }
                catch (FormatException)
                {
                    break;
                }

            case 5 when _ours.ContainsKey(name):
                return new(ChangePages(random, bytes), Ways, _ours[name]);
        }

        return new(Mutations.Change(random, bytes, other), Ways);
    }

    // Between magic and footer, in place, checksums included: whatever a way gives then is the table that was written.
    private static byte[] ChangePages(SeededRandom random, byte[] file)
    {
        var changed = file.ToArray();
        var end = file.Length - 8 - BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8));
        for (var times = 1 + random.Next(1 + random.Next(6)); times > 0 && end > 4; times--)
        {
            var at = 4 + random.Next(end - 4);
            changed[at] = random.Next(2) == 0 ? (byte)(changed[at] ^ (1 << random.Next(8))) : (byte)random.NextBits();
        }

        return changed;
    }
}
