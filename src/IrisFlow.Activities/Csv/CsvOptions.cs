namespace IrisFlow.Activities;

/// <summary>How a CSV file is read and written. The defaults read what most programs write.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between two fields, an ASCII character; null to find out from the file's first rows.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether the first row names the columns; without names they are <c>column1</c>, <c>column2</c> and so on.</summary>
    public HeaderRow Header { get; init; }

    /// <summary>What a field that holds delimiters begins and ends with, <c>"</c> or <c>'</c>; null to find out from the file's first rows.</summary>
    public char? Quote { get; init; }

    /// <summary>How a quote inside such a field is written.</summary>
    public QuoteEscape Escape { get; init; }

    /// <summary>utf-8, utf-16le, utf-16be, latin1 or windows-1252; null to find out from the first bytes, which tell the first three.</summary>
    public string? Encoding { get; init; }

    /// <summary>What happens to bytes that are no text.</summary>
    public EncodingErrors EncodingErrors { get; init; }

    /// <summary>Column types by column name; the types of other columns follow from their values.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = new Dictionary<string, ColumnType>();

    /// <summary>Columns of <see cref="Types"/> that may hold nulls whether or not the file has some; the others may where it has.</summary>
    public IReadOnlySet<string> Nullable { get; init; } = new HashSet<string>();

    /// <summary>Texts that stand for no value, besides the empty field. A field in quotes is never one of them.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = [];

    /// <summary>What stands before the decimals of a number: a point or a comma.</summary>
    public char Decimal { get; init; } = '.';

    /// <summary>What stands between the thousands of a number; null where nothing may.</summary>
    public char? Thousands { get; init; }

    /// <summary>How days are written, such as <c>dd.MM.yyyy</c>; null for ISO 8601.</summary>
    public string? Dates { get; init; }

    /// <summary>How instants are written, such as <c>dd.MM.yyyy HH:mm</c>; null for ISO 8601.</summary>
    public string? Timestamps { get; init; }

    /// <summary>The longest field in bytes of UTF-8.</summary>
    public int FieldBytes { get; init; } = 1 << 20;

    /// <summary>The longest row in bytes of UTF-8.</summary>
    public int RowBytes { get; init; } = 16 << 20;

    /// <summary>The most columns.</summary>
    public int Columns { get; init; } = 20_000;

    /// <summary>How many times as long as the compressed file its text may be.</summary>
    public int Expansion { get; init; } = 500;

    /// <summary>Writes an apostrophe before text that a spreadsheet would take for a formula.</summary>
    public bool SpreadsheetSafe { get; init; }

    /// <summary>Which fields are written in quotes.</summary>
    public Quoting Quoting { get; init; }

    /// <summary>What is written for no value.</summary>
    public string NullText { get; init; } = "";
}

/// <summary>Whether the first row of a CSV file names its columns.</summary>
public enum HeaderRow
{
    /// <summary>It does, unless it looks like the rows below it.</summary>
    Auto,

    /// <summary>It does.</summary>
    True,

    /// <summary>It is a row like the others.</summary>
    False,
}

/// <summary>How a quote inside a quoted field of a CSV file is written.</summary>
public enum QuoteEscape
{
    /// <summary>As the first rows show; doubled where they show nothing.</summary>
    Auto,

    /// <summary>Twice, as RFC 4180 has it.</summary>
    Doubled,

    /// <summary>After a backslash, which also stands before a backslash; doubled ones are read too.</summary>
    Backslash,
}

/// <summary>What happens to bytes of a CSV file that are no text in its encoding.</summary>
public enum EncodingErrors
{
    /// <summary>Reading fails and names the place.</summary>
    Fail,

    /// <summary>Each such sequence becomes U+FFFD, and they are counted.</summary>
    Replace,
}

/// <summary>Which fields of a CSV file are written in quotes.</summary>
public enum Quoting
{
    /// <summary>Those that would be read wrongly without.</summary>
    Needed,

    /// <summary>All text, and no number, date or missing value.</summary>
    Text,

    /// <summary>All that hold a value.</summary>
    All,
}
