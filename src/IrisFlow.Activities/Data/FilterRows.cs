namespace IrisFlow.Activities;

/// <summary>Keeps the rows for which a condition is true.</summary>
/// <example>{ "keep": "sepal_length &lt;= 5 and species != 'setosa'" }</example>
[Activity("data.filter", Tags = ["remove rows", "where"])]
public sealed class FilterRows : Activity
{
    /// <summary>Rows to look at.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The condition, such as sepal_length &lt;= 5 and species != 'setosa'. A row for which it is unknown, because a value is missing, is dropped.</summary>
    [ExpressionOver(nameof(Rows))]
    public required string Keep { get; init; }

    /// <summary>The rows kept, in their order.</summary>
    [Port("rows")]
    public Out<Table> Kept { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        var rows = shapes.Of(Rows);
        shapes.Set(Kept, rows);
        if (Keep is null)
        {
            // Left out of the workflow, which is reported where parameters are bound.
            return;
        }

        try
        {
            Expression.Parse(Keep).CheckCondition(rows, Report);
        }
        catch (IrisFlowException error)
        {
            foreach (var finding in error.Findings)
            {
                Report(finding);
            }
        }

        void Report(Finding finding) => shapes.Report(finding with { Port = "keep" });
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var condition = Expression.Parse(Keep);
        step.Map(Rows, Kept, rows => rows.Filter(condition));
        return Task.CompletedTask;
    }
}
