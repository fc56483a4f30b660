namespace IrisFlow.Activities;

/// <summary>Puts the rows of several tables below one another. Columns belong together by their names.</summary>
/// <example>{ "missing": "nulls" }</example>
[Activity("data.concat", Tags = ["append", "stack", "union"])]
public sealed class ConcatTables : Activity
{
    /// <summary>The rows that come first; their columns set the order.</summary>
    public required In<Table> First { get; init; }

    /// <summary>The rows below these.</summary>
    public required In<Table> Second { get; init; }

    /// <summary>More rows.</summary>
    public In<Table>? Third { get; init; }

    /// <summary>More rows.</summary>
    public In<Table>? Fourth { get; init; }

    /// <summary>More rows.</summary>
    public In<Table>? Fifth { get; init; }

    /// <summary>More rows.</summary>
    public In<Table>? Sixth { get; init; }

    /// <summary>Whether a column that one table lacks is an error, or missing values.</summary>
    public MissingColumns Missing { get; init; } = MissingColumns.Error;

    /// <summary>Whether numbers of different types become the wider one: int32 becomes int64, whole numbers with others float64.</summary>
    public bool Widen { get; init; }

    /// <summary>All rows.</summary>
    [Port("rows")]
    public Out<Table> All { get; } = new();

    private ConcatOptions Options => new() { Missing = Missing, Widen = Widen };

    private IEnumerable<In<Table>> Wired => new[] { First, Second, Third, Fourth, Fifth, Sixth }.Where(StepContext.IsWired).Select(p => p!.Value);

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        var tables = Wired.Select(shapes.Of).ToList();
        shapes.Set(All, tables.Count == 0 || tables.Exists(t => t.IsOpen || t.Chosen > 0)
            ? Shape.Unknown
            : new Shape { Fields = [.. ConcatSchema.Of([.. tables.Select(t => t.Fields.AsEnumerable())], Options, shapes.Report)] });
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var tables = Wired.Select(step.Read).ToList();
        List<Finding> findings = [];
        var schema = new Schema(ConcatSchema.Of([.. tables.Select(t => t.Schema)], Options, findings.Add));
        if (findings.Count > 0)
        {
            throw new IrisFlowException(findings);
        }

        // Batch by batch: the tables together may be larger than memory.
        var metadata = TableConcat.CommonMetadata(tables);
        using var writer = step.Create(All, schema);
        var total = tables.Sum(t => (double)t.RowCount);
        foreach (var batch in tables.SelectMany(t => t.Batches(step.Cancellation)))
        {
            writer.Write(batch.Fit(schema));
            step.Report(writer.RowCount / total);
        }

        writer.Finish(metadata);
        return Task.CompletedTask;
    }
}
