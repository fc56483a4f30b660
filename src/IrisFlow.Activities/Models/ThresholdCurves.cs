namespace IrisFlow.Activities;

/// <summary>How each class is told from the rest at every threshold of its probability: the points of the ROC curve, and of precision over recall.</summary>
/// <remarks>
/// The points that scikit-learn's <c>roc_curve</c> and <c>precision_recall_curve</c> have without dropping any; precision is 1 where nothing is predicted. Each
/// point is exact. Where a class has more than a thousand, points that lie close to their neighbours on the ROC curve are left out.
/// </remarks>
internal static class ThresholdCurves
{
    private const int MostPoints = 1000;

    /// <summary>The columns.</summary>
    public static Schema Schema { get; } = new(
        new Field("class", ColumnType.String),
        new Field("threshold", ColumnType.Float64),
        new Field("truePositiveRate", ColumnType.Float64),
        new Field("falsePositiveRate", ColumnType.Float64, true),
        new Field("precision", ColumnType.Float64));

    /// <summary>The points of each class that occurs, from the highest threshold down.</summary>
    /// <param name="probabilities">For each known class one probability a row.</param>
    /// <param name="actual">The class of each row.</param>
    public static Table Of(double[][] probabilities, ClassColumn actual)
    {
        var points = Enumerable.Range(0, probabilities.Length).SelectMany(c => Thinned(Points(probabilities[c], actual.Labels, c)).Select(p => (Class: actual.Classes[c], Point: p))).ToList();
        return new(Schema,
        [
            Column.Of(points.Select(p => (string?)p.Class).ToArray()),
            Column.Of(points.Select(p => p.Point.Threshold).ToArray()),
            Column.Of(points.Select(p => p.Point.TruePositiveRate).ToArray()),
            Column.OfNullable(ColumnType.Float64, points.Select(p => p.Point.FalsePositiveRate).ToArray()),
            Column.Of(points.Select(p => p.Point.Precision).ToArray()),
        ]);
    }

    // A class without rows has no true ones to find: no curve says anything of it.
    private static List<Point> Points(double[] scores, int[] actual, int ofClass)
    {
        var positive = actual.Count(a => a == ofClass);
        var negative = actual.Length - positive;
        var points = new List<Point>();
        if (positive == 0)
        {
            return points;
        }

        double? Share(long found) => negative == 0 ? null : (double)found / negative;
        points.Add(new(double.PositiveInfinity, 0, Share(0), 1));
        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(Array.ConvertAll(order, i => -scores[i]), order);
        var (right, wrong) = (0L, 0L);
        for (var i = 0; i < order.Length; i++)
        {
            (right, wrong) = actual[order[i]] == ofClass ? (right + 1, wrong) : (right, wrong + 1);
            if (i + 1 == order.Length || scores[order[i + 1]] != scores[order[i]])
            {
                points.Add(new(scores[order[i]], (double)right / positive, Share(wrong), (double)right / (right + wrong)));
            }
        }

        return points;
    }

    private static IEnumerable<Point> Thinned(List<Point> points)
    {
        // The curve goes from 0 to 1 both ways, so two in all: of each piece of it the first point stays.
        static int Piece(Point point) => (int)((point.TruePositiveRate + (point.FalsePositiveRate ?? 0)) * (MostPoints / 2));
        return points.Count <= MostPoints ? points : points.Where((p, i) => i == 0 || i == points.Count - 1 || Piece(p) != Piece(points[i - 1]));
    }

    private readonly record struct Point(double Threshold, double TruePositiveRate, double? FalsePositiveRate, double Precision);
}
