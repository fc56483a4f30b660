using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Activities;

/// <summary>Reads a CSV file. Column types follow from the values, unless they are declared.</summary>
/// <example>{ "path": "data/iris.csv", "types": { "species": "string" } }</example>
[Activity("data.read-csv", Tags = ["import", "load", "open", "source"])]
public sealed class ReadCsv : Activity
{
    /// <summary>The file, relative to the workflow file.</summary>
    [SourceFile]
    public required string Path { get; init; }

    /// <summary>What stands between two fields: one character, or the word tab. Found out from the file's first rows when not given.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Whether the first row names the columns: true, false, or auto, which finds out; without names they are column1, column2 and so on.</summary>
    public HeaderRow Header { get; init; }

    /// <summary>What a field that holds delimiters or line breaks begins and ends with: " or '. Found out when not given.</summary>
    public string? Quote { get; init; }

    /// <summary>How a quote inside such a field is written: doubled, behind a backslash, or auto, which finds out.</summary>
    public QuoteEscape Escape { get; init; }

    /// <summary>utf-8, utf-16le, utf-16be, latin1 or windows-1252. The first three are found out when it is not given.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether bytes that are no text stop the reading, or are replaced by U+FFFD and counted.</summary>
    public EncodingErrors EncodingErrors { get; init; }

    /// <summary>Column types by column name: bool, int32, int64, float32, float64, string, date or timestamp. With ? behind it, the column may hold nulls whether or not there are any.</summary>
    public IReadOnlyDictionary<string, string>? Types { get; init; }

    /// <summary>Texts that stand for a missing value, besides the empty field, which always does: NA, null, -.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = [];

    /// <summary>What stands before the decimals of a number: a point or a comma.</summary>
    public string Decimal { get; init; } = ".";

    /// <summary>What may stand between the thousands of a number; nothing when not given.</summary>
    public string? Thousands { get; init; }

    /// <summary>How days are written, such as dd.MM.yyyy or M/d/yyyy; as 2026-01-31 when not given.</summary>
    public string? Dates { get; init; }

    /// <summary>How instants are written, such as dd.MM.yyyy HH:mm:ss; as ISO 8601 has it when not given.</summary>
    public string? Timestamps { get; init; }

    /// <summary>The longest field in bytes of UTF-8.</summary>
    [Range(1, 1 << 30)]
    public int MaxFieldBytes { get; init; } = 1 << 20;

    /// <summary>The longest row in bytes of UTF-8.</summary>
    [Range(1, 1 << 30)]
    public int MaxRowBytes { get; init; } = 16 << 20;

    /// <summary>The most columns.</summary>
    [Range(1, 1 << 20)]
    public int MaxColumns { get; init; } = 20_000;

    /// <summary>How many times as long as a compressed file its text may be.</summary>
    [Range(1, 1 << 20)]
    public int MaxExpansion { get; init; } = 500;

    /// <summary>The rows of the file.</summary>
    public Out<Table> Rows { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes) =>
        SourceFile.Describe(shapes, Rows, Path, path => SourceFile.Known(shapes, this, path, "schema", () => new CsvFormat(Options()).ReadSchema(path)));

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var reader = new CsvFormat(Options()).Reader(step.Environment.PathOf(Path), step.Cancellation);
        reader.WriteTo(table => step.Write(Rows, table), schema => step.Create(Rows, schema), step.Report);
        if (reader.Replaced > 0)
        {
            step.Warn($"'{Path}' holds {reader.Replaced:N0} {(reader.Replaced == 1 ? "sequence" : "sequences")} of bytes that are no text; each was replaced by U+FFFD.");
        }

        return Task.CompletedTask;
    }

    private CsvOptions Options()
    {
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        var nullable = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (column, name) in Types ?? new Dictionary<string, string>())
        {
            var bare = name.EndsWith('?') ? name[..^1] : name;
            types[column] = ColumnTypes.TryParse(bare, out var type) ? type : throw new IrisFlowException(
                new Finding("IF328", $"Column '{column}' is declared as '{name}', which is no type.")
                {
                    Port = "types",
                    Column = column,
                    Expected = NearMiss.OneOf(bare, ColumnTypes.All, "The types are"),
                });
            if (bare.Length < name.Length)
            {
                nullable.Add(column);
            }
        }

        return new CsvOptions
        {
            Delimiter = CsvParameters.Delimiter(Delimiter),
            Header = Header,
            Quote = CsvParameters.Character(Quote, "quote", "A quote is \" or '."),
            Escape = Escape,
            Encoding = Encoding,
            EncodingErrors = EncodingErrors,
            Types = types,
            Nullable = nullable,
            Nulls = Nulls,
            Decimal = CsvParameters.Character(Decimal, "decimal", "It is a point or a comma.") ?? '.',
            Thousands = CsvParameters.Character(Thousands, "thousands", "It is one character."),
            Dates = Dates,
            Timestamps = Timestamps,
            FieldBytes = MaxFieldBytes,
            RowBytes = MaxRowBytes,
            Columns = MaxColumns,
            Expansion = MaxExpansion,
        };
    }
}
