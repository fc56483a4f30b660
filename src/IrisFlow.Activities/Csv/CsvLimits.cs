namespace IrisFlow.Activities;

/// <summary>What a CSV file may hold before it is taken for a mistake or an attack: a quote left open makes one field of a whole file.</summary>
internal static class CsvLimits
{
    public const int FieldBytes = 1 << 20;
    public const int RowBytes = 16 << 20;
    public const int Columns = 20_000;

    /// <summary>How much of a file decides on its schema before a run.</summary>
    public const int SchemaBytes = 1 << 20;
}
