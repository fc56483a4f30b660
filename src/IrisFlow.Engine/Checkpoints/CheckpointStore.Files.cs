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
            return TableDigest.Of(_format.Read(path));
        }
        catch (IrisFlowException)
        {
            return null;
        }
    }

    /// <summary>The files whose paths were made from a temporary one.</summary>
    internal static IEnumerable<string> TemporariesOf(string temporary) => Directory.EnumerateFiles(Path.GetDirectoryName(temporary)!, Path.GetFileName(temporary) + ".*");

    /// <summary>Takes over a file that another process has written and synced; null when it holds something else than was said.</summary>
    internal (Table Table, StagedObject Staged)? TryAdopt(StoredObject told, string temporary)
    {
        try
        {
            // Read at once, as the file will have another name when it is committed.
            var table = FileHash.Of(temporary) == told.FileHash ? _format.Read(temporary) : null;
            if (table is null || TableDigest.Of(table) != told.Digest)
            {
                return null;
            }

            if (_store.FindObject(told.Digest) is { } known && Check(known) == ObjectState.Whole)
            {
                return (table, new(known, null));
            }

            var file = new FileInfo(temporary);
            var stored = told with { Bytes = file.Length, Stamp = file.LastWriteTimeUtc.Ticks, Rows = table.RowCount, Schema = SchemaText.Write(table.Schema) };
            return (table, new(stored with { File = NameOf(stored.Digest, stored.FileHash) }, temporary));
        }
        catch (IrisFlowException)
        {
            return null;
        }
    }
}
