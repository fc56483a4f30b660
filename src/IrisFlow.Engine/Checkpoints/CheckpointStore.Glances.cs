namespace IrisFlow.Engine.Checkpoints;

/// <content>Looking at objects without reading all of them.</content>
public sealed partial class CheckpointStore
{
    /// <summary>Opens a checkpoint for somebody who looks at parts of it.</summary>
    /// <exception cref="IrisFlowException">There is no such checkpoint, or its file is not there or not the one that was stored.</exception>
    public CheckpointGlance Glance(Digest digest)
    {
        var stored = Stored(digest);

        // A file that was only touched, by a copy of the workspace, is hashed once and believed from then on.
        if (Check(stored) == ObjectState.Whole)
        {
            stored = _store.FindObject(digest) ?? stored;
        }

        var path = PathOf(stored);
        return new(stored, _reader.OpenProven(stored, path), problem => _reader.Distrusted(stored, path, problem.Findings[0].Message, problem.Findings[0].Column, problem));
    }

    /// <summary>What is tracked of a checkpoint.</summary>
    /// <exception cref="IrisFlowException">There is none of this digest.</exception>
    public StoredObject Stored(Digest digest) => _store.FindObject(digest)
        ?? throw (_store.FindCondemned(digest) is { } gone ? Removed(digest, gone.At) : new IrisFlowException(
            new Finding("IF580", $"There is no checkpoint {digest.Short}.") { Expected = "A digest of 64 hexadecimal digits, as the outputs of runs name them.", Next = "irisflow runs" },
            ExitCode.NotFound));

    /// <summary>The bytes of a checkpoint's file, for somebody who takes them elsewhere.</summary>
    /// <exception cref="IrisFlowException">There is no such checkpoint, or its file is not there or not the one that was stored.</exception>
    public FileStream OpenFile(StoredObject stored)
    {
        var path = PathOf(stored);
        switch (Check(stored))
        {
            case ObjectState.Missing:
                throw CheckpointReader.Corrupt(stored.Digest, "Its file is gone.", path);
            case ObjectState.Damaged:
                throw _reader.Distrusted(stored, path, "its bytes are others than those that were stored");
        }

        // A link in the place of an object was put there by somebody else, and leads who knows where.
        return new FileInfo(path).LinkTarget is null
            ? new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous)
            : throw _reader.Distrusted(stored, path, "it is a link to another file");
    }
}
