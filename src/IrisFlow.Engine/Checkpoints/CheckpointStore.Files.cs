using System.Security.Cryptography;

namespace IrisFlow.Engine.Checkpoints;

/// <content>Checkpoints that come as files.</content>
public sealed partial class CheckpointStore
{
    /// <summary>Writes the file of a checkpoint that was made elsewhere and syncs it, under a temporary name. What is stored already, and whole, is not written again.</summary>
    /// <param name="stored">What is known of it.</param>
    /// <param name="copy">Writes its bytes.</param>
    /// <exception cref="IrisFlowException">The bytes are others, or the disk is full, or can't be written.</exception>
    internal StagedObject Stage(StoredObject stored, Action<Stream> copy)
    {
        var known = _store.FindObject(stored.Digest);
        var isCondemned = _store.FindCondemned(stored.Digest) is not null;
        if (known is not null && !isCondemned && Look(known) is { } found && IsWhole(known, found.Stamp))
        {
            return new(known, null);
        }

        var temporary = Path.Combine(_temporary, $"capsule.{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        try
        {
            var (length, hash, stamp) = Write(copy, temporary, _doors);
            return length == stored.Bytes && hash == stored.FileHash
                ? new(WithFreeName(stored with { Stamp = stamp }, isCondemned), temporary)
                : throw CheckpointReader.Corrupt(stored.Digest, "What was copied is not what was read before.", temporary);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskProblem(problem, temporary);
        }
    }

    /// <summary>The digest of the table in a file; null when there is no table in it.</summary>
    internal Digest? DigestOf(string path)
    {
        try
        {
            return ContentOf(path);
        }
        catch (IrisFlowException)
        {
            return null;
        }
    }

    /// <summary>The files whose paths were made from a temporary one.</summary>
    internal static IEnumerable<string> TemporariesOf(string temporary) => Directory.EnumerateFiles(Path.GetDirectoryName(temporary)!, Path.GetFileName(temporary) + ".*");

    /// <summary>Takes over a file that another process has written and synced; null when it holds something else than was said.</summary>
    internal AdoptedFile? TryAdopt(StoredObject told, string temporary)
    {
        try
        {
            if (FileHash.Of(temporary) != told.FileHash)
            {
                return null;
            }

            if (TableSize.Estimate(SchemaText.Read(told.Schema), told.Rows) > _doors.KeptBytes)
            {
                return TryAdoptLarge(told, temporary);
            }

            // Read at once, as the file will have another name when it is committed.
            var table = _format.Read(temporary);
            return TableDigest.Of(table) == told.Digest ? new(table, Adopted(told, temporary, table), IsInFile: false) : null;
        }
        catch (IrisFlowException)
        {
            return null;
        }
    }

    private AdoptedFile? TryAdoptLarge(StoredObject told, string temporary)
    {
        var file = new FileInfo(temporary);
        var whole = _reader.Read(told with { Bytes = file.Length, Stamp = file.LastWriteTimeUtc.Ticks }, new(temporary));
        foreach (var batch in whole.Batches())
        {
            // The last one proves them all.
            _ = batch;
        }

        var staged = Adopted(told, temporary, whole);
        return new(Read(staged), staged, IsInFile: true);
    }

    private StagedObject Adopted(StoredObject told, string temporary, Table table)
    {
        if (_store.FindObject(told.Digest) is { } known && Check(known) == ObjectState.Whole)
        {
            return new(known, null);
        }

        var file = new FileInfo(temporary);
        var stored = told with { Bytes = file.Length, Stamp = file.LastWriteTimeUtc.Ticks, Rows = table.RowCount, Schema = SchemaText.Write(table.Schema) };
        return new(stored with { File = NameOf(stored.Digest, stored.FileHash) }, temporary);
    }
}

/// <summary>A file that another process has written.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Staged">What it is to be stored as.</param>
/// <param name="IsInFile">True when it is too large for memory, and the table is read from it.</param>
internal sealed record AdoptedFile(Table Table, StagedObject Staged, bool IsInFile);
