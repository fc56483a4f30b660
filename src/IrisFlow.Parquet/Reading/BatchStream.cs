namespace IrisFlow.Parquet.Reading;

/// <summary>Batches one after the other, the next one read on another thread while the caller works on the current one.</summary>
internal static class BatchStream
{
    public static IEnumerable<Table> Of(Func<BatchReader> open, CancellationToken cancellation)
    {
        using var reader = open();
        if (reader.IsLarge && Environment.ProcessorCount > 1)
        {
            foreach (var batch in OneAhead(reader, cancellation))
            {
                yield return batch;
            }
        }
        else
        {
            while (reader.Next(cancellation) is { } batch)
            {
                yield return batch;
            }
        }
    }

    private static IEnumerable<Table> OneAhead(BatchReader reader, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<Table?> ReadNext() => Task.Run(() => reader.Next(stop.Token), CancellationToken.None);
        var next = ReadNext();
        try
        {
            // A read that no thread has begun yet is done here: waiting never needs a thread that is not there.
            while (next.GetAwaiter().GetResult() is { } batch)
            {
                next = ReadNext();
                yield return batch;
            }
        }
        finally
        {
            // Nobody may close the file under a read, and what it would have found no longer matters.
            stop.Cancel();
            ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        }
    }
}
