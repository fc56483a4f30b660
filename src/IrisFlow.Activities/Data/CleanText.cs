namespace IrisFlow.Activities;

/// <summary>Cleans text columns where they stand: trims, then replaces words, then changes the case.</summary>
/// <example>{ "columns": ["city"], "trim": true, "case": "lower" }</example>
[Activity("data.text", Tags = ["string", "lower case", "upper case"])]
public sealed class CleanText : Activity
{
    /// <summary>Rows with text columns.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The text columns.</summary>
    [ColumnOf(nameof(Rows), ColumnType.String)]
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Whether to take away white space at both ends.</summary>
    public bool Trim { get; init; }

    /// <summary>What to replace wherever it stands, and by what: longer words first.</summary>
    public IReadOnlyDictionary<string, string>? Replace { get; init; }

    /// <summary>The case of letters: keep, lower or upper.</summary>
    public TextCase Case { get; init; }

    /// <summary>Whether a text of no characters becomes null.</summary>
    public bool EmptyIsNull { get; init; }

    /// <summary>Whether to add an int32 column with the number of characters (code points), named after the text's: name_length.</summary>
    public bool Length { get; init; }

    /// <summary>The same rows with the texts cleaned.</summary>
    [Port("rows")]
    public Out<Table> Cleaned { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Columns is not null)
        {
            ColumnStep.Describe(shapes, Rows, Cleaned, "columns", Changes());
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step) => ColumnStep.RunAsync(step, Rows, Cleaned, Changes());

    private TextChanges Changes() => new()
    {
        Columns = Columns,
        Trim = Trim,
        Replace = Replace ?? new Dictionary<string, string>(),
        Case = Case,
        EmptyIsNull = EmptyIsNull,
        Length = Length,
    };
}
