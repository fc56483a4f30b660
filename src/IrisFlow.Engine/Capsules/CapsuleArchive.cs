using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace IrisFlow.Engine.Capsules;

/// <summary>The zip file of a capsule. Its entries are found by the names that the manifest's content gives them, never taken by the names that stand in the zip.</summary>
internal sealed class CapsuleArchive : IDisposable
{
    private const string Manifest = "capsule.json";
    private const string ManifestHash = "capsule.sha256";
    private const long LongestManifest = 256 << 20;

    // Within what a zip can say; the same for every capsule, so that the same run gives the same bytes.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _path;
    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    private CapsuleArchive(string path, FileStream file)
    {
        (_path, _file) = (path, file);
        _zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in _zip.Entries)
        {
            if (!_entries.TryAdd(entry.FullName, entry))
            {
                throw Damaged($"It has two entries '{Shown(entry.FullName)}'.");
            }
        }

        Content = CapsuleParser.Parse(ReadManifest(), path);
        RequireEntries();
    }

    /// <summary>What the manifest says.</summary>
    public Capsule Content { get; }

    /// <summary>Opens a capsule and reads its manifest; the other entries are there, with the lengths that it says.</summary>
    /// <exception cref="IrisFlowException">The file is not there, no capsule, damaged, or of a newer format.</exception>
    public static CapsuleArchive Open(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return new(path, file);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IrisFlowException(new Finding("IF302", "There is no such file.") { File = path }, ExitCode.NotFound, problem);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IrisFlowException(new Finding("IF303", $"The file can't be read: {problem.Message}") { File = path }, ExitCode.Usage, problem);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or NotSupportedException or ArgumentException or OverflowException)
        {
            file?.Dispose();
            throw NoCapsule(path, problem);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Writes a capsule: entries in a fixed order, at a fixed time, stored as they are.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="content">What the manifest says.</param>
    /// <param name="open">Opens the bytes of a checkpoint or a file, by the hash of its bytes.</param>
    public static void Write(Stream stream, Capsule content, Func<string, Stream> open)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var manifest = CapsuleText.Of(content);
        Add(zip, Manifest, new MemoryStream(manifest));
        Add(zip, ManifestHash, new MemoryStream(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(manifest)))));
        foreach (var (name, hash, _) in Entries(content))
        {
            Add(zip, name, open(hash));
        }
    }

    /// <summary>Reads every entry and holds it against its hash.</summary>
    /// <exception cref="IrisFlowException">Bytes are not what the manifest says.</exception>
    public void Verify()
    {
        foreach (var (_, hash, _) in Entries(Content).DistinctBy(e => e.Hash))
        {
            CopyTo(hash, Stream.Null);
        }
    }

    /// <summary>Copies the entry with this hash; what was copied has it.</summary>
    /// <exception cref="IrisFlowException">The bytes have another hash or length, or can't be read.</exception>
    public void CopyTo(string hash, Stream target)
    {
        var (name, _, bytes) = Entries(Content).First(e => e.Hash == hash);
        if (HashOf(_entries[name], bytes, target) is var found && found != hash)
        {
            throw Damaged($"Entry '{name}' has SHA-256 {found[..12]}… instead of {hash[..12]}….");
        }
    }

    public void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }

    private static IEnumerable<(string Name, string Hash, long Bytes)> Entries(Capsule content) => content.Files.Select((f, i) => ($"files/{i}", f.Hash, f.Bytes))
        .Concat(content.Objects.Select(o => ($"objects/{o.Digest.Hex}.parquet", o.FileHash, o.Bytes)));

    private static void Add(ZipArchive zip, string name, Stream bytes)
    {
        using (bytes)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
            entry.LastWriteTime = Epoch;
            using var target = entry.Open();
            bytes.CopyTo(target);
        }
    }

    private byte[] ReadManifest()
    {
        var entry = Entry(Manifest);
        if (entry.Length > LongestManifest || entry.Length > _file.Length)
        {
            throw Damaged($"Its manifest claims {entry.Length} bytes.");
        }

        using var text = new MemoryStream();
        var hash = HashOf(entry, entry.Length, text);
        using var said = new MemoryStream();
        HashOf(Entry(ManifestHash), 64, said);
        return Encoding.ASCII.GetString(said.ToArray()) == hash ? text.ToArray() : throw Damaged("Its manifest does not have the hash that stands beside it.");
    }

    private void RequireEntries()
    {
        var expected = Entries(Content).ToDictionary(e => e.Name, e => e.Bytes);
        if (expected.Keys.Append(Manifest).Append(ManifestHash).FirstOrDefault(name => !_entries.ContainsKey(name)) is { } missing)
        {
            throw Damaged($"Its entry '{missing}' is missing.");
        }

        if (_entries.Keys.FirstOrDefault(name => !expected.ContainsKey(name) && name is not (Manifest or ManifestHash)) is { } surplus)
        {
            throw Damaged($"It has an entry '{Shown(surplus)}', which its manifest does not name.");
        }

        // Nothing in a capsule is compressed, so together the entries can't be longer than the file.
        if (expected.FirstOrDefault(e => _entries[e.Key].Length != e.Value) is { Key: { } other })
        {
            throw Damaged($"Its entry '{other}' claims {_entries[other].Length} bytes instead of {expected[other]}.");
        }

        if (expected.Values.Aggregate(0m, (sum, bytes) => sum + bytes) > _file.Length)
        {
            throw Damaged("Its entries claim to be longer than the file.");
        }
    }

    private ZipArchiveEntry Entry(string name) => _entries.GetValueOrDefault(name) ?? throw Damaged($"Its entry '{name}' is missing.");

    private string HashOf(ZipArchiveEntry entry, long bytes, Stream target)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81_920];
        try
        {
            using var source = entry.Open();
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                bytes -= read;
                if (bytes < 0)
                {
                    throw Damaged($"Its entry '{Shown(entry.FullName)}' is longer than it claims.");
                }

                hash.AppendData(buffer.AsSpan(0, read));
                Put(target, buffer.AsSpan(0, read));
            }
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or NotSupportedException)
        {
            throw NoCapsule(_path, problem);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A disk that is full is another matter than a capsule that is damaged.</summary>
    private static void Put(Stream target, ReadOnlySpan<byte> bytes)
    {
        try
        {
            target.Write(bytes);
        }
        catch (IOException problem)
        {
            throw WorkflowFiles.NotWritten(problem, null);
        }
    }

    private static string Shown(string name) => name.Length > 100 ? name[..100] + "…" : name;

    private static IrisFlowException NoCapsule(string path, Exception problem) => new(
        new Finding("IF520", $"The file is no capsule, or a damaged one: {problem.Message}") { File = path, Expected = "Copy it again, or save it again with irisflow capsule save." }, ExitCode.Corrupt, problem);

    private IrisFlowException Damaged(string sentence) => new(
        new Finding("IF522", $"The capsule is damaged. {sentence}") { File = _path, Expected = "Copy it again, or save it again; nothing of it was taken in." }, ExitCode.Corrupt);
}
