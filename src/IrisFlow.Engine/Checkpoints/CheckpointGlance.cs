namespace IrisFlow.Engine.Checkpoints;

/// <summary>A look into a checkpoint that reads no more than what is shown.</summary>
/// <remarks>
/// What it says of itself (columns, number of rows, texts) is proven by the digest. Rows are what the checksums of their pages hold them to: damage by
/// chance shows, while only reading a column whole proves its digest. What the file says of its values is not even that (<see cref="Facts"/>).
/// So this is for people who look; whoever computes uses <see cref="CheckpointStore.Read(Digest)"/>. It keeps no file open, and any number of threads may use it.
/// </remarks>
public sealed class CheckpointGlance
{
    private readonly TableSource _source;
    private readonly Func<IrisFlowException, IrisFlowException> _distrusted;

    internal CheckpointGlance(StoredObject stored, TableSource source, Func<IrisFlowException, IrisFlowException> distrusted) =>
        (Stored, _source, _distrusted) = (stored, source, distrusted);

    /// <summary>What is tracked of it.</summary>
    public StoredObject Stored { get; }

    /// <summary>Its columns.</summary>
    public Schema Schema => _source.Schema;

    /// <summary>Its number of rows.</summary>
    public int RowCount => _source.RowCount;

    /// <summary>The texts that travel with it.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _source.Metadata;

    /// <summary>What the file says of the values of a column; null where it says nothing.</summary>
    public ColumnFacts? Facts(int column) => _source.Facts(column);

    /// <summary>Some of the rows, batch by batch.</summary>
    /// <param name="columns">Places in the schema, in the order wanted.</param>
    /// <param name="rows">The rows, in ascending order and apart from one another.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="IrisFlowException">The file is gone or damaged where it was read; the next run makes the checkpoint again.</exception>
    public IEnumerable<Table> Rows(IReadOnlyList<int> columns, IReadOnlyList<RowRange> rows, CancellationToken cancellation)
    {
        using var batches = Guarded(() => _source.ReadRows(columns, rows, cancellation).GetEnumerator());
        while (Guarded(batches.MoveNext))
        {
            yield return batches.Current;
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (IrisFlowException problem)
        {
            throw _distrusted(problem);
        }
    }
}
