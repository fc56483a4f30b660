using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Server.Checkpoints.Statistics;

/// <summary>Statistics of single columns of a checkpoint: from all rows, or from a sample of them.</summary>
internal static class Summaries
{
    /// <summary>The statistics of a column from some of its rows.</summary>
    /// <param name="glance">The checkpoint.</param>
    /// <param name="index">The column's place.</param>
    /// <param name="bins">At most so many intervals, or most frequent values.</param>
    /// <param name="rows">The rows to read.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="IrisFlowException">The file is damaged where it was read.</exception>
    public static ColumnStatistics Of(CheckpointGlance glance, int index, int bins, IReadOnlyList<RowRange> rows, CancellationToken cancellation)
    {
        var field = glance.Schema[index];
        var isAll = rows.Sum(r => r.End - r.Start) == glance.RowCount;
        var facts = glance.Facts(index);
        var summary = SummaryOf(field.Type, bins, facts, !isAll);
        IReadOnlyList<Table>? sample = isAll ? null : [.. glance.Rows([index], rows, cancellation)];
        do
        {
            foreach (var batch in sample ?? glance.Rows([index], rows, cancellation))
            {
                summary.Add(batch.Columns[0]);
            }
        }
        while (summary.WantsMore());

        var found = summary.Result(field);
        return isAll ? found with { Exact = field.Type is not (ColumnType.String or ColumnType.Bool) || found.Exact } : Guessed(found, facts, glance.RowCount);
    }

    // What the file says of all its rows is nearer to the truth than what some of them show.
    private static ColumnStatistics Guessed(ColumnStatistics sample, ColumnFacts? facts, int rows)
    {
        object? Shown(object? value) => value is null ? null : sample.Type switch
        {
            ColumnType.Date => TemporalValues.Date((int)value),
            ColumnType.Timestamp => TemporalValues.Timestamp((long)value),
            _ => value,
        };
        return sample with
        {
            Nulls = facts?.Nulls ?? (sample.Rows == 0 ? 0 : (long)Math.Round((double)sample.Nulls / sample.Rows * rows)),
            Min = Shown(facts?.Min) ?? sample.Min,
            Max = Shown(facts?.Max) ?? sample.Max,
            Distinct = null,
            Exact = false,
        };
    }

    private static IColumnSummary SummaryOf(ColumnType type, int bins, ColumnFacts? facts, bool isSample) => type switch
    {
        ColumnType.Int32 or ColumnType.Date => Numbers<int>(bins, facts, isSample),
        ColumnType.Int64 or ColumnType.Timestamp => Numbers<long>(bins, facts, isSample),
        ColumnType.Float32 => Numbers<float>(bins, facts, isSample),
        ColumnType.Float64 => Numbers<double>(bins, facts, isSample),
        _ => new ValueSummary(bins),
    };

    private static NumberSummary<T> Numbers<T>(int bins, ColumnFacts? facts, bool isSample)
        where T : unmanaged, System.Numerics.INumber<T> =>
        new(bins, facts is { Min: T min, Max: T max } ? (min, max) : null, isSample);
}
