namespace IrisFlow;

/// <summary>Independent pieces of work on large tables, on all cores. Threads change nothing but the time: each piece has a result of its own.</summary>
internal static class Cores
{
    // Below, threads cost more than they give.
    private const int FewRows = 100_000;

    /// <summary>Does the work of each range of rows, in any order: of <see cref="Table.BatchRows"/> rows each, the last of what is left.</summary>
    /// <param name="rows">The rows of all ranges.</param>
    /// <param name="work">Does the range that begins in a row and has so many.</param>
    public static void Ranges(int rows, Action<int, int> work) =>
        Each(RangesOf(rows), rows, i => work(i * Table.BatchRows, Math.Min(Table.BatchRows, rows - (i * Table.BatchRows))));

    /// <summary>How many ranges there are of so many rows.</summary>
    public static int RangesOf(int rows) => (int)(((long)rows + Table.BatchRows - 1) / Table.BatchRows);

    /// <summary>Does each piece of work, in any order.</summary>
    /// <param name="count">The number of pieces.</param>
    /// <param name="rows">The rows that they are about: of few, one thread does all.</param>
    /// <param name="work">Does the piece of a number.</param>
    public static void Each(int count, int rows, Action<int> work)
    {
        if (rows < FewRows || count < 2 || Environment.ProcessorCount < 2)
        {
            for (var i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        // Of several failures the first piece's is told, as on one core.
        var failures = new System.Runtime.ExceptionServices.ExceptionDispatchInfo?[count];
        Parallel.For(0, count, i =>
        {
            try
            {
                work(i);
            }
            catch (Exception error)
            {
                failures[i] = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(error);
            }
        });
        Array.Find(failures, f => f is not null)?.Throw();
    }
}
