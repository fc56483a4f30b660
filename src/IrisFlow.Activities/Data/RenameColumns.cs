namespace IrisFlow.Activities;

/// <summary>Gives columns other names; they stay where they stand.</summary>
/// <example>{ "columns": { "sepal_length": "length" } }</example>
[Activity("data.rename", Tags = ["alias"])]
public sealed class RenameColumns : Activity
{
    /// <summary>Rows whose columns get other names.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The new name of each column, by its old one. Two columns may swap names.</summary>
    [ColumnOf(nameof(Rows))]
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>The same rows under the new names.</summary>
    [Port("rows")]
    public Out<Table> Renamed { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Columns is not null)
        {
            shapes.Set(Renamed, Renaming.Describe(shapes.Of(Rows), Columns, finding => shapes.Report(finding with { Port = "columns" })));
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        step.Map(Rows, Renamed, rows => rows.Rename(Columns));
        return Task.CompletedTask;
    }
}
