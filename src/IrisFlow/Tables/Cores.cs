namespace IrisFlow;

/// <summary>Independent pieces of work on large tables, on all cores. Threads change nothing but the time: each piece has a result of its own.</summary>
internal static class Cores
{
    // Below, threads cost more than they give.
    private const int FewRows = 100_000;

    /// <summary>Does each piece of work, in any order.</summary>
    /// <param name="count">The number of pieces.</param>
    /// <param name="rows">The rows that each looks at.</param>
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
