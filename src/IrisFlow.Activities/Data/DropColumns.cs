namespace IrisFlow.Activities;

/// <summary>Drops some columns and keeps all others.</summary>
/// <example>{ "columns": ["id"] }</example>
[Activity("data.drop", Tags = ["delete columns", "remove columns"])]
public sealed class DropColumns : Activity
{
    /// <summary>Rows to drop columns of.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The columns to drop.</summary>
    [ColumnOf(nameof(Rows))]
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The same rows with the columns that are left, in their order.</summary>
    [Port("rows")]
    public Out<Table> Left { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Columns is not null)
        {
            var rows = shapes.Of(Rows);
            bool Stays(Field field) => !Columns.Contains(field.Name);
            shapes.Set(Left, rows with { Fields = [.. rows.Fields.Where(Stays)], Candidates = [.. rows.Candidates.Where(Stays)] });
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        step.Map(Rows, Left, rows => rows.Drop(Columns));
        return Task.CompletedTask;
    }
}
