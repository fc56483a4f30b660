namespace IrisFlow.Engine.Checkpoints;

/// <summary>Where the large outputs of a step go while it writes them.</summary>
internal interface IOutputFiles
{
    /// <summary>Begins the file of an output.</summary>
    /// <exception cref="IrisFlowException">The disk is full, or can't be written.</exception>
    CheckpointWriter Create(string port, Schema schema, CancellationToken cancellation);

    /// <summary>What is to be handed on for a finished file: where the same is stored already, that.</summary>
    StagedObject Settle(StagedObject written);

    /// <summary>The table of a file, to be read from it.</summary>
    Table Read(StagedObject staged);

    /// <summary>Deletes a file that nobody needs any more.</summary>
    void Discard(StagedObject staged);
}

/// <summary>Among the temporary files of the store.</summary>
internal sealed class StoredFiles(CheckpointStore checkpoints, string step) : IOutputFiles
{
    public CheckpointWriter Create(string port, Schema schema, CancellationToken cancellation) => checkpoints.Create(schema, step, cancellation);

    public StagedObject Settle(StagedObject written) => checkpoints.Settle(written);

    public Table Read(StagedObject staged) => checkpoints.Read(staged);

    public void Discard(StagedObject staged) => checkpoints.Discard(staged);
}

/// <summary>Under paths that another process has given, which takes the files over.</summary>
internal sealed class HandedFiles(TableFormat format, string prefix) : IOutputFiles
{
    private readonly Doors _doors = new();

    public CheckpointWriter Create(string port, Schema schema, CancellationToken cancellation) =>
        new(format, schema, PathOf(port), _doors, (problem, path) => CheckpointStore.DiskProblem(problem, path), cancellation);

    public StagedObject Settle(StagedObject written) => written;

    public Table Read(StagedObject staged) => new CheckpointReader(format, _ => { }).Read(staged.Object, new(staged.Temporary!));

    public void Discard(StagedObject staged) => CheckpointWriter.Delete(_doors.Files, staged.Temporary!);

    /// <summary>The path of an output.</summary>
    public string PathOf(string port) => $"{prefix}.{port}";
}
