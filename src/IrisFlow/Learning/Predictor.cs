namespace IrisFlow;

/// <summary>What a trainer learned: scores rows that have its features.</summary>
/// <remarks>A subclass carries <c>[Kind]</c> and has a constructor without parameters: a model reads it back from its table.</remarks>
public abstract class Predictor
{
    /// <summary>The features it needs, in order.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>The classes it tells apart, in the natural order of the target's type.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The probability of each class for each row: rows come in batches, so those of a row follow from that row alone.</summary>
    /// <param name="values">The values of each feature, in the order of <see cref="Features"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>For each class one probability a row, from 0 to 1; a row's probabilities sum to 1.</returns>
    public abstract double[][] Probabilities(IReadOnlyList<ReadOnlyMemory<double>> values, int rows);

    /// <summary>What was learned as a plain table, for people and for reading back.</summary>
    public abstract Table ToTable();

    /// <summary>What it learned in the figures that people look at; null where there are none.</summary>
    public virtual LearnedFigures? Figures => null;

    /// <summary>Takes over what <see cref="ToTable"/> wrote; called once, on a new object whose features and classes are set.</summary>
    /// <exception cref="IrisFlowException">The table holds something else.</exception>
    protected internal abstract void Load(Table table);
}
