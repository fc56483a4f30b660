namespace IrisFlow;

/// <summary>The bin of a number among edges: bin 0 lies below the first edge, bin 1 from the first edge up to the second, and so on; an edge belongs to the bin above it.</summary>
/// <remarks>NaN is in no bin: it gives null, so a floating-point column gives bins that may be null.</remarks>
public sealed class Binning : ColumnChange
{
    private readonly string _column, _output;
    private readonly double[] _edges;
    private readonly string[]? _labels;

    /// <param name="column">A numeric column.</param>
    /// <param name="edges">Where one bin ends and the next begins, ascending; one or more.</param>
    /// <param name="labels">A name for each bin, one more than edges; null for the bins' numbers, as int32 from 0.</param>
    /// <param name="output">The column of the bins; null to replace the column.</param>
    public Binning(string column, IReadOnlyList<double> edges, IReadOnlyList<string>? labels = null, string? output = null) =>
        (_column, _edges, _labels, _output) = (column, [.. edges], labels is null ? null : [.. labels], output ?? column);

    private protected override IEnumerable<string> Named => [_column];

    private protected override IReadOnlyList<ColumnType> Types => [ColumnType.Int32, ColumnType.Int64, ColumnType.Float32, ColumnType.Float64];

    private protected override IEnumerable<ComputedColumn> Bind(Shape rows, Action<Finding> report)
    {
        if (Problem() is { } problem)
        {
            report(problem with { Column = _column });
            yield break;
        }

        foreach (var field in Found(rows))
        {
            var number = (Kernel<double>)Promotion.To(Promotion.Of(Binder.Column(field)), ColumnType.Float64);
            var isFloating = field.Type is ColumnType.Float32 or ColumnType.Float64;
            Kernel<int> bins = new MapKernel<double, int>(number, ColumnType.Int32, Bin);
            bins = isFloating ? new NullWhereKernel<int>(bins, new TestKernel<double>((Kernel<double>)Promotion.To(Promotion.Of(Binder.Column(field)), ColumnType.Float64), double.IsNaN)) : bins;
            yield return new(_output, _labels is { } labels ? new LabelKernel(bins, labels) : bins, field.Name);
        }
    }

    /// <summary>What is wrong with the edges or the labels; null when nothing is.</summary>
    private Finding? Problem()
    {
        var wrong = Array.FindIndex(_edges, e => !double.IsFinite(e));
        var unsorted = Enumerable.Range(1, Math.Max(0, _edges.Length - 1)).FirstOrDefault(i => _edges[i] <= _edges[i - 1]);
        return _edges.Length == 0 ? new("IF347", "There is no edge.") { Expected = "Bins are made by one edge or more." }
            : wrong >= 0 ? new("IF347", $"{_edges[wrong]} is no edge.") { Expected = "Edges are finite numbers: what lies beyond the last is in the last bin." }
            : unsorted > 0 ? new("IF347", $"The edge {Formats.Text(_edges[unsorted], ColumnType.Float64)} stands after {Formats.Text(_edges[unsorted - 1], ColumnType.Float64)}.") { Expected = "Edges ascend." }
            : _labels is { } labels && labels.Length != _edges.Length + 1 ? new("IF347", $"{_edges.Length} edges make {_edges.Length + 1} bins, {labels.Length} labels were given.") { Expected = "Each bin has a label." }
            : null;
    }

    private int Bin(double value)
    {
        var at = Array.BinarySearch(_edges, value);
        return at >= 0 ? at + 1 : ~at;
    }

    /// <summary>The name for a number, as a dictionary of the names.</summary>
    private sealed class LabelKernel(Kernel<int> bins, string[] labels) : TextKernel(bins.Nullable)
    {
        private readonly StringColumn _labels = StringColumn.From(labels);

        public override StringColumn Evaluate(Batch batch)
        {
            var values = bins.Evaluate(batch);
            var codes = values.Items.ToArray();
            for (var i = 0; i < codes.Length; i++)
            {
                codes[i] = values.IsKnown(i) ? codes[i] : 0;
            }

            return _labels.AsDictionary(codes, values.Known.IsEmpty ? default : Bits.ToValidity(values.Known, batch.Length));
        }
    }
}
