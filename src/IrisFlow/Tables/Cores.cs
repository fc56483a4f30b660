namespace IrisFlow;

/// <summary>Independent pieces of work on large tables, on all cores. Threads change nothing but the time: each piece has a result of its own.</summary>
internal static class Cores
{
    // Below, threads cost more than they give.
    private const int FewRows = 100_000;

    // No scheduler of its own is the caller's: who keeps its tasks to some threads keeps this work to them too.
    private static readonly ParallelOptions OfCaller = new() { TaskScheduler = null };

    /// <summary>Does the work of each range of rows, in any order: of <see cref="Table.BatchRows"/> rows each, the last of what is left.</summary>
    /// <param name="rows">The rows of all ranges.</param>
    /// <param name="work">Does the range that begins in a row and has so many.</param>
    /// <param name="cancellation">Stops the work between two ranges.</param>
    public static void Ranges(int rows, Action<int, int> work, CancellationToken cancellation = default) =>
        Each(RangesOf(rows), rows, i => work(i * Table.BatchRows, Math.Min(Table.BatchRows, rows - (i * Table.BatchRows))), cancellation);

    /// <summary>Where the range ends that a row is in.</summary>
    public static int RangeEnd(int row, int rows) => rows - row > Table.BatchRows ? (row & -Table.BatchRows) + Table.BatchRows : rows;

    /// <summary>How many ranges there are of so many rows.</summary>
    public static int RangesOf(int rows) => (int)(((long)rows + Table.BatchRows - 1) / Table.BatchRows);

    /// <summary>Does each piece of work, in any order.</summary>
    /// <param name="count">The number of pieces.</param>
    /// <param name="rows">The rows that they are about: of few, one thread does all.</param>
    /// <param name="work">Does the piece of a number.</param>
    /// <param name="cancellation">Stops the work between two pieces.</param>
    public static void Each(int count, int rows, Action<int> work, CancellationToken cancellation = default)
    {
        if (rows < FewRows || count < 2 || Environment.ProcessorCount < 2)
        {
            for (var i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                work(i);
            }

            return;
        }

        // Of several failures the first piece's is told, as on one core.
        var failures = new System.Runtime.ExceptionServices.ExceptionDispatchInfo?[count];
        Parallel.For(0, count, OfCaller, i =>
        {
            try
            {
                if (!cancellation.IsCancellationRequested)
                {
                    work(i);
                }
            }
            catch (Exception error)
            {
                failures[i] = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(error);
            }
        });
        cancellation.ThrowIfCancellationRequested();
        Array.Find(failures, f => f is not null)?.Throw();
    }
}
