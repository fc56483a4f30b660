namespace IrisFlow.Parquet.Reading;

/// <summary>Reads columns as a whole, several at a time where they are large.</summary>
internal static class WholeColumns
{
    // Threads and what they make the runtime compile cost more than they give below.
    public const long LeastParallelBytes = 1 << 20;

    public static Column Read(ParquetFile file, Leaf leaf, CancellationToken cancellation)
    {
        using var cursor = new ColumnCursor(file, leaf);
        return cursor.Take((int)file.Metadata.Rows, cancellation);
    }

    public static Column[] Read(ParquetFile file, IReadOnlyList<Leaf> leaves, CancellationToken cancellation)
    {
        file.Footer.CheckMemory(leaves);
        var columns = new Column[leaves.Count];
        if (leaves.Count > 1 && file.Length >= LeastParallelBytes && Environment.ProcessorCount > 1)
        {
            InParallel(columns, i => Read(file, leaves[i], cancellation));
            return columns;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Read(file, leaves[i], cancellation);
        }

        return columns;
    }

    // Each column's failure is kept and the first column's thrown, so that what is reported does not depend on which thread was faster.
    private static void InParallel(Column[] columns, Func<int, Column> read)
    {
        var faults = new Exception?[columns.Length];
        Parallel.For(0, columns.Length, i =>
        {
            try
            {
                columns[i] = read(i);
            }
            catch (Exception fault) when (fault is IrisFlowException or OperationCanceledException or IOException)
            {
                faults[i] = fault;
            }
        });
        if (Array.Find(faults, f => f is not null) is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }
}
