namespace IrisFlow.Activities;

/// <summary>How the edges of bins are found.</summary>
public enum EdgesBy
{
    /// <summary>The range from the least to the greatest value is divided into equal parts.</summary>
    EqualWidth,

    /// <summary>The sorted values are divided into equal parts; between two values the edge is interpolated, as NumPy's default does.</summary>
    Quantiles,
}

/// <summary>Bins before rows were seen.</summary>
[Kind("discretize")]
internal sealed class Discretizer : Estimator
{
    /// <summary>The columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>How many bins.</summary>
    public int Bins { get; init; } = 5;

    /// <summary>How the edges are found.</summary>
    public EdgesBy By { get; init; }

    public override Transform Fit(Table rows)
    {
        List<string> names = [.. Columns.Distinct()];
        return new Discretized { Columns = names, Edges = [.. names.SelectMany(n => Edges(rows, n))], Counts = [.. names.Select(n => Edges(rows, n).Count)], FittedBy = this };
    }

    private List<double> Edges(Table rows, string name)
    {
        var values = rows.Doubles(name).ToArray().Where(double.IsFinite).Order().ToList();
        if (values.Count == 0)
        {
            throw new IrisFlowException(new Finding("IF348", $"Column '{name}' has no value in any row: there is nothing to find edges by.")
            {
                Port = "columns",
                Column = name,
                Expected = "Drop the column.",
            });
        }

        // The same edge twice would make a bin that nothing is in.
        return [.. Enumerable.Range(1, Bins - 1).Select(i => Edge(values, i / (double)Bins)).Where(e => e > values[0]).Distinct().Order()];
    }

    private double Edge(List<double> sorted, double share)
    {
        if (By == EdgesBy.EqualWidth)
        {
            return (sorted[0] * (1 - share)) + (sorted[^1] * share);
        }

        var place = share * (sorted.Count - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}

/// <summary>Numbers in place of the bins they are in.</summary>
[Kind("discretized")]
internal sealed class Discretized : Transform
{
    /// <summary>The columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>How many edges each has; a column that never varies has none, and one bin.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>The edges of all columns, one after the other.</summary>
    public required IReadOnlyList<double> Edges { get; init; }

    /// <summary>What a column is once its values are bins.</summary>
    public static Field After(Field field) => field with
    {
        Type = ColumnType.Int32,
        Nullable = field.Nullable || field.Type is ColumnType.Float32 or ColumnType.Float64,
    };

    public override Table Apply(Table rows)
    {
        var at = 0;
        for (var i = 0; i < Columns.Count; i++)
        {
            var name = Columns[i];
            var (given, field) = (rows, After(rows.Select(name).Schema[0]));
            double[] edges = [.. Edges.Skip(at).Take(Counts[i])];
            at += edges.Length;

            // Without an edge all are in bin 0: below an edge beyond all numbers.
            rows = rows.With(field, () => given.Select(name).Bin(name, edges.Length > 0 ? edges : [double.MaxValue])[name]);
        }

        return rows;
    }
}
