namespace IrisFlow.Activities;

/// <summary>Adds parts of a date or a timestamp as columns: year, month, weekday, hour and others.</summary>
/// <example>{ "column": "bought", "parts": ["year", "month", "weekday"] }</example>
[Activity("data.date-parts", Tags = ["calendar", "datetime"])]
public sealed class AddDateParts : Activity
{
    /// <summary>Rows with a date or a timestamp.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The column; a timestamp is taken in UTC.</summary>
    [ColumnOf(nameof(Rows), ColumnType.Date, ColumnType.Timestamp)]
    public required string Column { get; init; }

    /// <summary>The parts: year, quarter, month, week (ISO 8601), day, weekday (1 is Monday), day-of-year, hour, minute, second.</summary>
    public required IReadOnlyList<DatePart> Parts { get; init; }

    /// <summary>The same rows with an int32 column for each part, named after column and part: ordered_year.</summary>
    [Port("rows")]
    public Out<Table> WithParts { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Column is not null && Parts is not null)
        {
            ColumnStep.Describe(shapes, Rows, WithParts, "parts", new DatePartColumns(Column, Parts));
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step) => ColumnStep.RunAsync(step, Rows, WithParts, new DatePartColumns(Column, Parts));
}
