namespace IrisFlow.Engine.Checkpoints;

/// <content>Looking at objects in full.</content>
public sealed partial class CheckpointStore
{
    /// <summary>Reads an object's file from its first byte to its last, and the table in it: whatever its stamp says, and whoever made it.</summary>
    /// <remarks>A file that is found to be damaged is not trusted any more: the next run makes the checkpoint again.</remarks>
    public Examination Examine(StoredObject stored)
    {
        var path = PathOf(stored);
        if (!File.Exists(path))
        {
            return new(ObjectState.Missing, null, null);
        }

        var hash = FileHash.Of(path);
        try
        {
            if (hash == stored.FileHash)
            {
                // From the values themselves, not from the digests that the file keeps of its columns.
                var content = ContentOf(path);
                if (content == stored.Digest)
                {
                    return new(ObjectState.Whole, hash, content);
                }

                // The file is sound and what is tracked of it is wrong: with this hash it would be believed again and again.
                Correct(stored, stored with { FileHash = "", Stamp = 0 });
                return new(ObjectState.Damaged, hash, content);
            }
        }
        catch (IrisFlowException)
        {
            // As it was written, yet no table: that is damage too.
        }

        Distrust(stored);
        return new(ObjectState.Damaged, hash, null);
    }

    /// <summary>The digest of the table in a file, in the memory of a few batches.</summary>
    /// <exception cref="IrisFlowException">There is no table in it.</exception>
    private Digest ContentOf(string path)
    {
        var source = _format.Open(path);
        using var digester = new TableDigester(source.Schema);
        var rows = 0;
        foreach (var batch in source.ReadBatches([.. Enumerable.Range(0, source.Schema.Count)]))
        {
            digester.Append(batch);
            rows += batch.RowCount;
        }

        return TableDigest.Of(source.Schema, rows, source.Metadata, digester.Finish());
    }
}

/// <summary>What an object's file turned out to be.</summary>
/// <param name="State">Whether it is whole.</param>
/// <param name="FileHash">The SHA-256 of its bytes; null when it could not be read.</param>
/// <param name="Content">The digest of the table in it; null when there is none to read.</param>
public sealed record Examination(ObjectState State, string? FileHash, Digest? Content);
