using System.Security.Cryptography;
using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Tests;

/// <summary>A stored table of several columns, large enough to be read column by column, whose bytes can be found in its file.</summary>
internal sealed class Wide : IDisposable
{
    public const int Rows = 3000;
    public static readonly string[] Names = ["a", "b", "c", "d", "e"];

    private readonly Bench _bench = new();
    private readonly DateTime _stamp;

    public Wide(bool withDigests = true)
    {
        _bench.Engine.Checkpoints.Prepare(TimeProvider.System);
        Digest = TableDigest.Of(Table);
        if (withDigests)
        {
            var staged = _bench.Engine.Checkpoints.Stage(Table, Digest, "wide");
            _bench.Engine.Checkpoints.Publish([staged]);
            Save(staged.Object);
        }
        else
        {
            // As an earlier version wrote it.
            var path = _bench.Write("objects/old.parquet", Table);
            var bytes = File.ReadAllBytes(path);
            Save(new(
                Digest, "old.parquet", bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), File.GetLastWriteTimeUtc(path).Ticks, Rows, SchemaText.Write(Table.Schema)));
        }

        (Whole, _stamp) = (File.ReadAllBytes(Path), File.GetLastWriteTimeUtc(Path));
        MakeWritable();
    }

    /// <summary>Numbers and texts without a pattern: no two columns share eight bytes, and no codec shrinks them.</summary>
    public static Table Table { get; } = Make();

    /// <summary>What a file carries of its columns: their digests, one after the other.</summary>
    public static string DigestsOf(Table table) => Convert.ToBase64String([.. table.Columns.SelectMany(c => Convert.FromHexString(TableDigest.Of(c).Hex))]);

    public Digest Digest { get; }

    /// <summary>The bytes of the file as it was stored.</summary>
    public byte[] Whole { get; }

    public StoredObject Stored => _bench.Store.FindObject(Digest)!;

    public string Path => _bench.Engine.Checkpoints.PathOf(Stored);

    public ObjectState State => _bench.Engine.Checkpoints.Check(Stored);

    public Table Read() => _bench.Engine.Checkpoints.Read(Digest);

    /// <summary>Puts other bytes in the file's place; with its stamp, nobody sees that without reading.</summary>
    public void Put(byte[] bytes, bool withStamp = true)
    {
        File.WriteAllBytes(Path, bytes);
        MakeWritable();
        if (withStamp)
        {
            File.SetLastWriteTimeUtc(Path, _stamp);
        }
    }

    /// <summary>Lets the database say that the file had this many bytes.</summary>
    public void Pretend(long bytes) => Save(Stored with { Bytes = bytes });

    /// <summary>Where a value of a column stands in the file.</summary>
    public int PlaceOf(string column, int row)
    {
        var place = Whole.AsSpan().IndexOf(column == "e" ? System.Text.Encoding.UTF8.GetBytes(Table.Strings(column)[row]!) : BitConverter.GetBytes(Table.Column<double>(column)[row]));
        Assert.True(place > 0, $"The file does not hold {column} in row {row} as it is.");
        return place;
    }

    /// <summary>Makes the step's output again, as the next run does.</summary>
    public void MakeAgain()
    {
        var staged = _bench.Engine.Checkpoints.Stage(Table, Digest, "wide");
        _bench.Engine.Checkpoints.Publish([staged]);
        if (staged.Temporary is not null)
        {
            Save(staged.Object);
        }

        MakeWritable();
    }

    public void Dispose() => _bench.Dispose();

    private static Table Make()
    {
        var random = new SeededRandom(5);
        Column Numbers() => Column.Of([.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble())]);
        return Table.Of(
            ("a", Numbers()), ("b", Numbers()), ("c", Numbers()), ("d", Numbers()),
            ("e", Column.Of([.. Enumerable.Range(0, Rows).Select(i => (string?)Convert.ToBase64String([.. Enumerable.Range(0, 6).SelectMany(_ => BitConverter.GetBytes(random.NextBits()))]))]))).WithMetadata("note", "1");
    }

    private void Save(StoredObject stored) => _bench.Store.Write(w => w.SaveObject(stored));

    private void MakeWritable()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
