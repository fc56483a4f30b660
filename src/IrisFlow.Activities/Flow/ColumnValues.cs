using System.Globalization;
using System.Text.Json.Nodes;

namespace IrisFlow.Activities;

/// <summary>The values of a column: an item is the rows that have one value. Rows without a value are an item of their own, and so are those with NaN.</summary>
[Kind("column")]
public sealed class ColumnValues : Items
{
    /// <summary>The column of the rows that the map reads.</summary>
    public required string Column { get; init; }

    /// <inheritdoc/>
    public override bool AreOfRows => true;

    /// <inheritdoc/>
    public override void Check(StepShapes shapes, In<Table>? rows)
    {
        if (rows is not { } port)
        {
            shapes.Report(new("IF451", "The map goes over the values of a column, and reads no rows.") { Port = "rows", Expected = "Wire its input 'rows'." });
        }
        else if (Column is not null)
        {
            shapes.Needs(port, Column, "over");
        }
    }

    /// <inheritdoc/>
    public override ItemList List(Table? rows, StepEnvironment environment)
    {
        var column = rows![Column];
        var (groups, count) = Strata.Of(column);
        var members = Enumerable.Range(0, count).Select(_ => new List<int>()).ToArray();
        for (var row = 0; row < groups.Length; row++)
        {
            members[groups[row]].Add(row);
        }

        Array.Sort(members, (a, b) => Compare(column.ValueAt(a[0]), column.ValueAt(b[0])));
        return new(
            column.Take(Array.ConvertAll(members, m => m[0])),
            [.. members.Select(m => new Item(Json(column.ValueAt(m[0])), Json(column.ValueAt(m[0])), () => rows.Take([.. m]), m.Count))]);
    }

    // What is no value comes last: NaN after all numbers, null after everything.
    private static int Compare(object? a, object? b) => (a, b) switch
    {
        (null, _) or (_, null) => (a is null).CompareTo(b is null),
        (string x, string y) => string.CompareOrdinal(x, y),
        _ when IsNaN(a) || IsNaN(b) => IsNaN(a).CompareTo(IsNaN(b)),
        _ => ((IComparable)a).CompareTo(b),
    };

    private static bool IsNaN(object value) => value is double.NaN or float.NaN;

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        float number when float.IsFinite(number) => JsonValue.Create(number),
        double number when double.IsFinite(number) => JsonValue.Create(number),
        DateOnly date => JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTime at => JsonValue.Create(at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
