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

        string? hash = null;
        try
        {
            hash = HashOf(path);
            if (hash == stored.FileHash)
            {
                var content = TableDigest.Of(_format.Read(path));
                return new(content == stored.Digest ? ObjectState.Whole : ObjectState.Damaged, hash, content);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or IrisFlowException)
        {
            // It is there and can't be read: that is damage, of the file or of the disk below it.
        }

        Distrust(stored);
        return new(ObjectState.Damaged, hash, null);
    }
}

/// <summary>What an object's file turned out to be.</summary>
/// <param name="State">Whether it is whole.</param>
/// <param name="FileHash">The SHA-256 of its bytes; null when it could not be read.</param>
/// <param name="Content">The digest of the table in it; null when there is none to read.</param>
public sealed record Examination(ObjectState State, string? FileHash, Digest? Content);
