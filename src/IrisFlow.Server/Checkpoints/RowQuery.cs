using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Server.Checkpoints;

/// <summary>Which rows of a checkpoint are asked for, and which of their columns.</summary>
/// <param name="Offset">The first row, of those that pass the filter, in the order asked for.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Columns">Places of the columns to show.</param>
/// <param name="Sort">The columns to sort by; empty for the order of the checkpoint.</param>
/// <param name="Filter">What rows must be true for; null for all.</param>
internal sealed record RowQuery(int Offset, int Limit, IReadOnlyList<int> Columns, IReadOnlyList<SortKey> Sort, Expression? Filter)
{
    /// <summary>The most cells of one answer.</summary>
    public const int MostCells = 100_000;

    private const int UsualRows = 100;
    private const int MostRows = 500;

    /// <summary>Reads what stands in the address.</summary>
    /// <exception cref="IrisFlowException">A number is out of range, a column is not there, or the filter is no condition on them; all that is wrong.</exception>
    public static RowQuery Of(CheckpointGlance glance, int? offset, int? limit, string? columns, string? places, string? sort, string? filter)
    {
        var findings = new List<Finding>();
        var (first, most) = (offset ?? 0, limit ?? UsualRows);
        if (first < 0)
        {
            findings.Add(new("IF582", $"offset is {first}.") { Port = "offset", Expected = "It is a number from 0." });
        }

        if (most is < 1 or > MostRows)
        {
            findings.Add(new("IF582", $"limit is {most}.") { Port = "limit", Expected = $"It is a number from 1 to {MostRows}." });
        }

        var shown = ShownColumns.Of(glance.Schema, columns, places, findings);
        var keys = string.IsNullOrEmpty(sort) ? [] : ColumnNames.Read(sort).Select(k => new SortKey(k.Name, k.Minus)).ToList();
        findings.AddRange(keys.Where(k => glance.Schema.IndexOf(k.Column) < 0).Select(k => ShownColumns.Unknown(glance.Schema, k.Column, "sort")));
        var condition = Condition(glance.Schema, filter, findings);
        if ((long)most * shown.Count > MostCells)
        {
            findings.Add(new("IF582", $"{most} rows of {shown.Count} columns are {(long)most * shown.Count:N0} cells.") { Port = "columns", Expected = $"At most {MostCells:N0} at once: name fewer columns, or ask for fewer rows." });
        }

        return findings.Count == 0 ? new(first, most, shown, keys, condition) : throw new IrisFlowException(findings);
    }

    private static Expression? Condition(Schema schema, string? filter, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            return null;
        }

        try
        {
            var condition = Expression.Parse(filter);
            condition.CheckCondition(Shape.Of(schema), finding => findings.Add(finding with { Port = "filter" }));
            return condition;
        }
        catch (IrisFlowException problem)
        {
            findings.AddRange(problem.Findings.Select(f => f with { Port = "filter" }));
            return null;
        }
    }
}
