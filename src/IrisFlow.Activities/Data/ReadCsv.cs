namespace IrisFlow.Activities;

/// <summary>Reads a CSV file. Column types follow from the values, unless they are declared.</summary>
[Activity("data.read-csv")]
public sealed class ReadCsv : Activity
{
    /// <summary>The file, relative to the workflow file.</summary>
    [SourceFile]
    public required string Path { get; init; }

    /// <summary>What stands between two fields: one character, or the word tab. Found out from the file's first rows when not given.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Whether the first row names the columns; without it they are column1, column2 and so on.</summary>
    public bool Header { get; init; } = true;

    /// <summary>Column types by column name: bool, int32, int64, float32, float64, string, date or timestamp.</summary>
    public IReadOnlyDictionary<string, string>? Types { get; init; }

    /// <summary>Texts that stand for a missing value, besides the empty field, which always does: NA, null, -.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = [];

    /// <summary>The rows of the file.</summary>
    public Out<Table> Rows { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes) =>
        SourceFile.Describe(shapes, Rows, Path, path => new CsvFormat(Options()).ReadSchema(path));

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        step.Write(Rows, new CsvFormat(Options()).Read(step.Environment.PathOf(Path), null, step.Cancellation));
        return Task.CompletedTask;
    }

    private CsvOptions Options()
    {
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        foreach (var (column, name) in Types ?? new Dictionary<string, string>())
        {
            types[column] = ColumnTypes.TryParse(name, out var type) ? type : throw new IrisFlowException(
                new Finding("IF328", $"Column '{column}' is declared as '{name}', which is no type.")
                {
                    Port = "types",
                    Column = column,
                    Expected = NearMiss.OneOf(name, ColumnTypes.All, "The types are"),
                });
        }

        return new CsvOptions { Delimiter = Character(), Header = Header, Types = types, Nulls = Nulls };
    }

    private char? Character() => Delimiter switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        { Length: 1 } => Delimiter[0],
        _ => throw new IrisFlowException(new Finding("IF328", $"'{Delimiter}' can't stand between fields.")
        {
            Port = "delimiter",
            Expected = "It is one character, or the word tab.",
        }),
    };
}
