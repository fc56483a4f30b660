namespace IrisFlow.Server.Checkpoints.Statistics;

/// <summary>Takes in a column batch by batch. It may ask to be shown all of them once more.</summary>
internal interface IColumnSummary
{
    /// <summary>Takes in the next rows.</summary>
    void Add(Column rows);

    /// <summary>True when the rows must come again, from the first one on, before there is a result.</summary>
    bool WantsMore();

    /// <summary>What was found.</summary>
    /// <param name="field">The column.</param>
    ColumnStatistics Result(Field field);
}
