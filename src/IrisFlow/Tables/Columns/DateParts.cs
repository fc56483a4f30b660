using System.Text.Json;

namespace IrisFlow;

/// <summary>A part of a day or an instant.</summary>
public enum DatePart
{
    /// <summary>The year.</summary>
    Year,

    /// <summary>1 to 4.</summary>
    Quarter,

    /// <summary>1 to 12.</summary>
    Month,

    /// <summary>The week of ISO 8601, 1 to 53: the first has the year's first Thursday.</summary>
    Week,

    /// <summary>The day of the month, 1 to 31.</summary>
    Day,

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    Weekday,

    /// <summary>1 to 366.</summary>
    DayOfYear,

    /// <summary>0 to 23; of a date 0.</summary>
    Hour,

    /// <summary>0 to 59; of a date 0.</summary>
    Minute,

    /// <summary>0 to 59; of a date 0.</summary>
    Second,
}

/// <summary>Parts of a date, or of a timestamp in UTC, as new int32 columns: <c>ordered</c> gives <c>ordered_year</c>.</summary>
/// <param name="column">A date or a timestamp.</param>
/// <param name="parts">The parts, in the order of the new columns.</param>
public sealed class DatePartColumns(string column, IReadOnlyList<DatePart> parts) : ColumnChange
{
    private protected override IEnumerable<string> Named => [column];

    private protected override IReadOnlyList<ColumnType> Types => [ColumnType.Date, ColumnType.Timestamp];

    private protected override IEnumerable<ComputedColumn> Bind(Shape rows, Action<Finding> report) =>
        from field in Found(rows)
        from part in parts.Distinct()
        let name = JsonNamingPolicy.SnakeCaseLower.ConvertName(part.ToString())
        let value = (Kernel<long>)Dates.Part(name, Binder.Column(field))
        select new ComputedColumn($"{column}_{name}", new MapKernel<long, int>(value, ColumnType.Int32, v => (int)v), field.Name);
}
