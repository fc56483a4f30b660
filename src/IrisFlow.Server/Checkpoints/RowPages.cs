using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Server.Checkpoints;

/// <summary>Pages of rows. An order that was found is kept, so that going on through its pages costs no search.</summary>
internal sealed class RowPages : IDisposable
{
    // Numbers of rows, in all orders together: 128 MiB.
    private readonly Kept<(Digest, string, string), FoundRows> _found = new(32 << 20, f => f.Numbers.Length + 16);

    // A search holds whole columns; more than a few at once would only take one another's memory.
    private readonly SemaphoreSlim _searches = new(2);

    /// <summary>A page: its rows with the columns asked for, and how many rows there are in all.</summary>
    /// <param name="glance">The checkpoint.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="cancellation">Ends the work when nobody waits for it any more.</param>
    /// <exception cref="IrisFlowException">The file is damaged where it was read, or a value of the filter can't be computed.</exception>
    public async Task<RowPage> ReadAsync(CheckpointGlance glance, RowQuery query, CancellationToken cancellation)
    {
        if (query.Sort.Count == 0 && query.Filter is null)
        {
            var end = Math.Min((long)query.Offset + query.Limit, glance.RowCount);
            var numbers = query.Offset < end ? Enumerable.Range(query.Offset, (int)end - query.Offset).ToArray() : [];
            return new(Read(glance, query.Columns, numbers, cancellation), numbers, glance.RowCount);
        }

        var found = await FindAsync(glance, query, cancellation);
        var page = found.Page(query.Offset, query.Limit).ToArray();
        return new(Read(glance, query.Columns, page, cancellation), page, found.Total);
    }

    public void Dispose() => _searches.Dispose();

    private async Task<FoundRows> FindAsync(CheckpointGlance glance, RowQuery query, CancellationToken cancellation)
    {
        var key = (glance.Stored.Digest, string.Join('\n', query.Sort), query.Filter?.ToString() ?? "");
        if (_found.TryGet(key, out var known) && known.Holds(query.Offset, query.Limit))
        {
            return known;
        }

        await _searches.WaitAsync(cancellation);
        try
        {
            // Whoever held the place before may have looked for the same.
            if (!_found.TryGet(key, out known) || !known.Holds(query.Offset, query.Limit))
            {
                known = await Task.Run(() => new RowSearch(glance, query.Sort, query.Filter).Find((long)query.Offset + query.Limit, cancellation), cancellation);
                _found.Keep(key, known);
            }

            return known;
        }
        finally
        {
            _searches.Release();
        }
    }

    /// <summary>The rows of some numbers, in their order: read in the order of the file, on all cores where there are many columns.</summary>
    private static Table Read(CheckpointGlance glance, IReadOnlyList<int> columns, int[] numbers, CancellationToken cancellation)
    {
        var schema = new Schema(columns.Select(c => glance.Schema[c]));
        if (numbers.Length == 0)
        {
            return Table.Empty(schema);
        }

        var ascending = (int[])numbers.Clone();
        var places = Enumerable.Range(0, numbers.Length).ToArray();
        Array.Sort(ascending, places);
        var order = new int[numbers.Length];
        for (var i = 0; i < places.Length; i++)
        {
            order[places[i]] = i;
        }

        var ranges = RowRange.Of(ascending);
        var read = new Column[columns.Count];
        InGroups(columns.Count, (from, count) =>
        {
            var group = Table.Concat([.. glance.Rows([.. columns.Skip(from).Take(count)], ranges, cancellation)]);
            group.Columns.ToArray().CopyTo(read, from);
        });
        return new Table(schema, read, null, numbers.Length).Take(order);
    }

    private static void InGroups(int columns, Action<int, int> read)
    {
        var groups = Math.Clamp(columns / 8, 1, Environment.ProcessorCount);
        if (groups == 1)
        {
            read(0, columns);
            return;
        }

        try
        {
            Parallel.For(0, groups, g => read(g * columns / groups, ((g + 1) * columns / groups) - (g * columns / groups)));
        }
        catch (AggregateException several)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}

/// <summary>Rows that were asked for.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Numbers">Their places in the checkpoint.</param>
/// <param name="Total">How many rows there are in all.</param>
internal sealed record RowPage(Table Rows, int[] Numbers, int Total);
