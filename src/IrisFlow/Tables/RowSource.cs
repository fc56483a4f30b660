namespace IrisFlow;

/// <summary>Where the rows of a table can be read from batch by batch: some columns of a file.</summary>
internal sealed class RowSource(int[] columns, Func<IReadOnlyList<int>, CancellationToken, IEnumerable<Table>> read)
{
    /// <summary>The batches, each with the columns of the table.</summary>
    public IEnumerable<Table> Read(CancellationToken cancellation) => read(columns, cancellation);

    /// <summary>The same for some of the table's columns.</summary>
    public RowSource Pick(IReadOnlyList<int> chosen) => new([.. chosen.Select(c => columns[c])], read);

    /// <summary>The same, with something between it and its reader.</summary>
    public RowSource Watched(Func<IEnumerable<Table>, IEnumerable<Table>> watch) => new(columns, (chosen, cancellation) => watch(read(chosen, cancellation)));
}
