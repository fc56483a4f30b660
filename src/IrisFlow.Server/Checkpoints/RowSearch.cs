using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Server.Checkpoints;

/// <summary>Filters and sorts a checkpoint by going through the columns that this needs, and no others.</summary>
/// <param name="glance">The checkpoint.</param>
/// <param name="sort">The columns to sort by; empty for the order of the checkpoint.</param>
/// <param name="filter">What rows must be true for; null for all.</param>
internal sealed class RowSearch(CheckpointGlance glance, IReadOnlyList<SortKey> sort, Expression? filter)
{
    // Up to so many rows all of them are put in order at once: each page after is then free.
    private const int FewRows = 2_000_000;

    // Pages up to here need no more than the first rows of the order.
    private const int TopRows = 20_000;

    // Of rows that only have to pass a filter at least so many are remembered; those behind are counted.
    private const int KeptRows = 16 << 20;

    // The words to sort by, twice, beside the column itself.
    private const int MostRows = 100_000_000;

    /// <summary>The rows: all of them, or the first ones where that is enough for the page and much less work.</summary>
    /// <param name="needed">How many of the first rows are asked for.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="IrisFlowException">The file is damaged, a value can't be computed, or too many rows would have to be put in order.</exception>
    public FoundRows Find(long needed, CancellationToken cancellation)
    {
        if (sort.Count == 0)
        {
            return Passing(Math.Max(needed, KeptRows), cancellation);
        }

        return glance.RowCount > FewRows && needed <= TopRows ? First(cancellation) : All(cancellation);
    }

    private FoundRows Passing(long most, CancellationToken cancellation)
    {
        var numbers = new List<int>();
        var total = 0;
        foreach (var part in Parts(cancellation))
        {
            total += part.RowCount;
            numbers.AddRange(Numbers(part).Take((int)Math.Min(part.RowCount, most - numbers.Count)));
        }

        return new([.. numbers], total);
    }

    private FoundRows All(CancellationToken cancellation)
    {
        var parts = new List<Table>();
        var rows = 0L;
        foreach (var part in Parts(cancellation))
        {
            parts.Add(part);
            rows += part.RowCount;
            if (rows > MostRows)
            {
                throw new IrisFlowException(new Finding("IF583", $"More than {MostRows:N0} rows would have to be put in order.")
                {
                    Port = "sort",
                    Expected = $"Filter first, or stay within the first {TopRows:N0} rows of the order.",
                });
            }
        }

        var sorted = parts.Count == 0 ? [] : Sorted(parts, cancellation);
        return new(sorted, sorted.Length);
    }

    // Of what was seen so far the first rows are kept; equal ones in their order, since those seen first stand first.
    private FoundRows First(CancellationToken cancellation)
    {
        var parts = new List<Table>();
        var (total, waiting) = (0, 0);
        foreach (var part in Parts(cancellation))
        {
            parts.Add(part);
            total += part.RowCount;
            waiting += part.RowCount;
            if (waiting >= 16 * TopRows)
            {
                parts = [Best(parts)];
                waiting = 0;
            }
        }

        return new(parts.Count == 0 ? [] : Numbers(Best(parts)), total);
    }

    private Table Best(List<Table> parts)
    {
        var sorted = Together(parts).SortBy(sort);
        return sorted.RowCount <= TopRows ? sorted : sorted.Slice(0, TopRows);
    }

    private int[] Sorted(List<Table> parts, CancellationToken cancellation)
    {
        var whole = Together(parts);
        cancellation.ThrowIfCancellationRequested();

        // All that is wanted are the numbers; the columns that were sorted by stay where they are.
        return Numbers(whole.SortBy(sort));
    }

    private static Table Together(List<Table> parts) => parts.Count == 1 ? parts[0] : Table.Concat(parts);

    /// <summary>What passes the filter, batch by batch: the columns to sort by, and the row's number behind them.</summary>
    private IEnumerable<Table> Parts(CancellationToken cancellation)
    {
        var names = sort.Select(k => k.Column).Concat(filter?.Columns ?? []).Distinct().ToList();
        var number = Unused(names);
        var start = 0;
        foreach (var batch in glance.Rows([.. names.Select(glance.Schema.IndexOf)], [new(0, glance.RowCount)], cancellation))
        {
            var first = start;
            var rows = batch.With(number, Column.Of(Enumerable.Range(first, batch.RowCount).ToArray()));
            start += batch.RowCount;
            yield return (filter is null ? rows : rows.Filter(filter)).Select(sort.Select(k => k.Column).Distinct().Append(number));
        }
    }

    private static int[] Numbers(Table part) => ((Column<int>)part.Columns[^1]).Memory.ToArray();

    private static string Unused(List<string> names)
    {
        var name = "row";
        while (names.Contains(name))
        {
            name += "_";
        }

        return name;
    }
}
