using System.Text.Json;
using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Server.Checkpoints.Statistics;

/// <summary>Statistics of checkpoints, computed once: content never changes, so neither do they.</summary>
internal sealed class StatisticsBook : IDisposable
{
    private readonly Kept<(Digest, int Column, int Bins, bool Exact), byte[]> _known = new(64 << 20, json => json.Length + 64);

    // One pass keeps all cores busy.
    private readonly SemaphoreSlim _passes = new(1);

    /// <summary>The statistics of some columns, each as a JSON object.</summary>
    /// <param name="folder">Where exact ones are kept between two servers.</param>
    /// <param name="glance">The checkpoint.</param>
    /// <param name="columns">Places of the columns.</param>
    /// <param name="bins">At most so many intervals, or most frequent values.</param>
    /// <param name="exact">True to read all rows, however many there are; else a sample of a large checkpoint is enough, and says so.</param>
    /// <param name="cancellation">Ends the work when nobody waits for it any more.</param>
    /// <exception cref="IrisFlowException">The file is damaged where it was read.</exception>
    public async Task<IReadOnlyList<byte[]>> ReadAsync(
        StatisticsFolder folder, CheckpointGlance glance, IReadOnlyList<int> columns, int bins, bool exact, CancellationToken cancellation)
    {
        if (Known(glance, columns, bins, exact) is { } known)
        {
            return known;
        }

        foreach (var (column, json) in folder.Read(glance.Stored.Digest, bins))
        {
            _known.Keep((glance.Stored.Digest, column, bins, true), json);
        }

        if (Known(glance, columns, bins, exact) is { } kept)
        {
            return kept;
        }

        await _passes.WaitAsync(cancellation);
        try
        {
            return Known(glance, columns, bins, exact) ?? await Task.Run(() => Compute(folder, glance, columns, bins, exact, cancellation), cancellation);
        }
        finally
        {
            _passes.Release();
        }
    }

    public void Dispose() => _passes.Dispose();

    private byte[]? Known(Digest digest, int column, int bins, bool exact) =>
        _known.TryGet((digest, column, bins, true), out var json) || (!exact && _known.TryGet((digest, column, bins, false), out json)) ? json : null;

    private byte[][]? Known(CheckpointGlance glance, IReadOnlyList<int> columns, int bins, bool exact)
    {
        var known = columns.Select(c => Known(glance.Stored.Digest, c, bins, exact)).OfType<byte[]>().ToArray();
        return known.Length == columns.Count ? known : null;
    }

    private byte[][] Compute(StatisticsFolder folder, CheckpointGlance glance, IReadOnlyList<int> columns, int bins, bool exact, CancellationToken cancellation)
    {
        IReadOnlyList<RowRange> rows = exact ? [new(0, glance.RowCount)] : Sample.Of(glance.RowCount, columns.Count);
        var digest = glance.Stored.Digest;
        var results = new byte[columns.Count][];
        var isNew = new bool[columns.Count];
        try
        {
            Parallel.For(0, columns.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                if (Known(digest, columns[i], bins, exact) is { } known)
                {
                    results[i] = known;
                    return;
                }

                var found = Summaries.Of(glance, columns[i], bins, rows, cancellation);
                results[i] = Json(found);
                isNew[i] = found.Exact;
                _known.Keep((digest, columns[i], bins, found.Exact || exact), results[i]);
            });
        }
        catch (AggregateException several)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        // What took no time is computed again as fast as it is read.
        if ((long)glance.RowCount * columns.Count > Sample.FewValues)
        {
            folder.Add(digest, bins, [.. Enumerable.Range(0, columns.Count).Where(i => isNew[i]).Select(i => (columns[i], results[i]))]);
        }

        return results;
    }

    private static byte[] Json(ColumnStatistics column)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Document.Layout))
        {
            StatisticsJson.Write(json, column);
        }

        return buffer.ToArray();
    }
}
