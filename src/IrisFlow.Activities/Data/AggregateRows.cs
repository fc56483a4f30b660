namespace IrisFlow.Activities;

/// <summary>Computes one row for each group of rows: counts, sums, means and the like. Groups are in the order in which they first appear.</summary>
/// <example>{ "by": ["species"], "compute": { "flowers": "count()", "mean_length": "mean(sepal_length)" } }</example>
[Activity("data.aggregate", Tags = ["group by", "summarize"])]
public sealed class AggregateRows : Activity
{
    /// <summary>Rows to group.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The columns whose values make a group; missing values are a group too. When none is named, all rows are one group.</summary>
    [ColumnOf(nameof(Rows))]
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>
    /// What is computed of each group, by the name of the column it becomes: count(), or a function of a column, such as mean(price). Functions are
    /// count, count_distinct, sum, mean, min, max, var, std, median, quantile(price, 0.9), first, last, any and all; missing values are left out.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Compute { get; init; }

    /// <summary>One row for each group: the columns that make it, then what is computed, in the order of the names.</summary>
    [Port("rows")]
    public Out<Table> Groups { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Compute is null)
        {
            // Left out of the workflow, which is reported where parameters are bound.
            return;
        }

        var rows = shapes.Of(Rows);
        var keys = By.Distinct().Select(rows.Find).OfType<Field>().ToList();
        var computed = Compute.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => Result(shapes, rows, c.Key, c.Value)).ToList();
        shapes.Set(Groups, new Shape
        {
            Fields = [.. keys, .. computed.OfType<Field>()],
            IsOpen = keys.Count < By.Count || computed.Contains(null),
        });
        if (By.Count > 0)
        {
            KeyColumns.Check(shapes, "by", By);
        }
        else if (Compute.Count == 0)
        {
            shapes.Report(new Finding("IF480", "Nothing is grouped by, and nothing computed.") { Port = "compute", Expected = "At least one of the two is given." });
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var computed = Compute.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, Aggregate.Parse(c.Value)));
        step.Write(Groups, step.Read(Rows).GroupBy(By).Aggregate([.. computed], step.Cancellation));
        return Task.CompletedTask;
    }

    // The column computed; null where it is not known, or wrong.
    private Field? Result(StepShapes shapes, Shape rows, string name, string text)
    {
        if (By.Contains(name))
        {
            shapes.Report(TableGrouping.Twice(name) with { Port = "compute" });
            return null;
        }

        try
        {
            var aggregate = Aggregate.Parse(text);
            var source = aggregate.Column is { } column ? shapes.Needs(Rows, column, "compute", aggregate.Takes) : null;
            return aggregate.Column is null || source is not null ? aggregate.Result(name, source, keyed: By.Count > 0).MadeOf(source is null ? [] : [source]) : null;
        }
        catch (IrisFlowException error)
        {
            error.Findings.ToList().ForEach(f => shapes.Report(f with { Port = "compute", Column = name }));
            return null;
        }
    }
}
