namespace IrisFlow.Activities;

/// <summary>How a CSV file is read and written. The defaults read what most programs write.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between two fields; null to find out from the file's first rows.</summary>
    public char? Delimiter { get; init; }

    /// <summary>True when the first row names the columns; else they are <c>column1</c>, <c>column2</c> and so on.</summary>
    public bool Header { get; init; } = true;

    /// <summary>Column types by column name; the types of other columns follow from their values.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = new Dictionary<string, ColumnType>();

    /// <summary>Texts that stand for no value, besides the empty field. A field in quotes is never one of them.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = [];

    /// <summary>Writes an apostrophe before text that a spreadsheet would take for a formula.</summary>
    public bool SpreadsheetSafe { get; init; }
}
