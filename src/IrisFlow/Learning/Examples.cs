namespace IrisFlow;

/// <summary>Rows to learn from: numeric features in columns, and the class of each row as an index into the sorted classes.</summary>
/// <param name="Features">The names of the features.</param>
/// <param name="Values">The values of each feature; no NaN among them.</param>
/// <param name="Classes">The class labels as text, in the natural order of the target's type.</param>
/// <param name="Labels">For each row the index of its class.</param>
public sealed record Examples(
    IReadOnlyList<string> Features, IReadOnlyList<ReadOnlyMemory<double>> Values, IReadOnlyList<string> Classes, ReadOnlyMemory<int> Labels)
{
    /// <summary>Number of rows.</summary>
    public int RowCount => Labels.Length;
}
