namespace IrisFlow.Activities;

/// <summary>Keeps some columns and drops all others. A model trained on the result selects them by itself when it scores raw rows.</summary>
/// <example>{ "columns": ["sepal_length", "species"], "optional": ["species"] }</example>
[Activity("data.select-columns", Tags = ["keep columns", "project"])]
public sealed class SelectColumns : Activity
{
    /// <summary>Rows to select from.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The columns to keep, in the order the result has them. Name the target too, where a model is to be trained.</summary>
    [ColumnOf(nameof(Rows))]
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Those of the columns that rows may lack, such as the target, which rows to score do not have yet.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>The same rows with the columns kept.</summary>
    [Port("rows")]
    public Out<Table> Selected { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Columns is null)
        {
            // Left out of the workflow, which is reported where parameters are bound.
            return;
        }

        foreach (var name in Columns.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            shapes.Report(new Finding("IF340", $"Column '{name}' is named twice.") { Port = "columns", Column = name, Expected = "A column is kept once." });
        }

        foreach (var name in Optional.Except(Columns))
        {
            shapes.Report(new Finding("IF341", $"Column '{name}' is optional, but not among the columns to keep.")
            {
                Port = "optional",
                Column = name,
                Expected = NearMiss.OneOf(name, Columns, "The columns to keep are"),
            });
        }

        // Without a named column the step fails, unless the column is optional: so what is known of a column here is certain behind it.
        var rows = shapes.Of(Rows);
        var known = Columns.Distinct().Select(rows.Find).OfType<Field>().ToList();
        shapes.Set(Selected, new Shape { Fields = [.. known], IsOpen = rows.IsOpen && known.Count < Columns.Count });
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        step.Write(Selected, Preparation.Extend(step.Read(Rows), new ColumnSelection { Columns = Columns, Optional = Optional }));
        return Task.CompletedTask;
    }
}
