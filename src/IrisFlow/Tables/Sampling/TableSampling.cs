namespace IrisFlow;

/// <summary>Rows of a table drawn at random.</summary>
public static class TableSampling
{
    /// <summary>A number of rows drawn at random, each as likely, in the order they stand in. The same seed draws the same, on every machine.</summary>
    /// <param name="rows">Where to draw from.</param>
    /// <param name="count">How many, at least 0.</param>
    /// <param name="seed">Another seed draws others.</param>
    /// <param name="replacement">Whether a row can be drawn more than once; then it stands there as often.</param>
    /// <exception cref="IrisFlowException">There are fewer rows, and none can be drawn twice (IF474).</exception>
    public static Table Sample(this Table rows, int count, long seed, bool replacement = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (replacement ? rows.RowCount == 0 && count > 0 : count > rows.RowCount)
        {
            throw new IrisFlowException(new Finding("IF474", $"{count:N0} rows can't be drawn from {rows.RowCount:N0}.")
            {
                Expected = rows.RowCount == 0 ? "There is at least one row." : "Draw fewer rows, or a share of them, or with replacement.",
            }, ExitCode.StepFailed);
        }

        var random = new SeededRandom(seed);
        return rows.Take(replacement ? Often(rows.RowCount, count, random) : Once(rows.RowCount, count, random));
    }

    /// <summary>A share of the rows drawn at random, rounded to the nearest number of rows, halves upwards.</summary>
    /// <param name="rows">Where to draw from.</param>
    /// <param name="share">From 0; above 1 only with replacement.</param>
    /// <param name="seed">Another seed draws others.</param>
    /// <param name="replacement">Whether a row can be drawn more than once.</param>
    /// <inheritdoc cref="Sample(Table, int, long, bool)"/>
    public static Table SampleShare(this Table rows, double share, long seed, bool replacement = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        return rows.Sample(TableLimits.Rows((long)Math.Round(Math.Min(share * rows.RowCount, long.MaxValue / 2), MidpointRounding.AwayFromZero)), seed, replacement);
    }

    // Goes through the rows once, and takes each with the probability that fills what is still to be drawn (Knuth's algorithm S).
    private static int[] Once(int rows, int count, SeededRandom random)
    {
        var drawn = new int[count];
        var taken = 0;
        for (var row = 0; taken < count; row++)
        {
            if (random.Next(rows - row) < count - taken)
            {
                drawn[taken++] = row;
            }
        }

        return drawn;
    }

    private static int[] Often(int rows, int count, SeededRandom random)
    {
        var drawn = new int[count];
        for (var i = 0; i < count; i++)
        {
            drawn[i] = random.Next(rows);
        }

        drawn.AsSpan().Sort();
        return drawn;
    }
}
