namespace IrisFlow.Server.Checkpoints.Statistics;

/// <summary>Rows that stand for all of a large checkpoint: whole pages from all over it, always the same ones.</summary>
internal static class Sample
{
    /// <summary>Up to so many values everything is read at once: what two cores read, check and count in a fraction of a second.</summary>
    public const long FewValues = 16L << 20;
    private const int MostBlocks = 8;

    /// <summary>The rows to read of each column.</summary>
    /// <param name="rows">Rows of the checkpoint.</param>
    /// <param name="columns">How many columns are looked at together.</param>
    public static IReadOnlyList<RowRange> Of(int rows, int columns)
    {
        var blocks = (rows + Table.BatchRows - 1) / Table.BatchRows;
        var chosen = (int)Math.Clamp(FewValues / ((long)Math.Max(1, columns) * Table.BatchRows), 1, MostBlocks);
        if ((long)rows * columns <= FewValues || chosen >= blocks)
        {
            return [new(0, rows)];
        }

        // The middle of each of as many equal parts.
        return [.. Enumerable.Range(0, chosen)
            .Select(i => (long)((i + 0.5) / chosen * blocks) * Table.BatchRows)
            .Select(start => new RowRange(start, Math.Min(start + Table.BatchRows, rows)))];
    }
}
