using SQLitePCL;

namespace IrisFlow.Sqlite;

/// <summary>A prepared statement. Disposing makes it ready to be bound again.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(params ReadOnlySpan<SqlValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            database.Check(values[i].BindTo(handle, i + 1));
        }

        return this;
    }

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(handle);
        database.Check(result);
        return result == raw.SQLITE_ROW;
    }

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    /// <summary>An instant as the database writes it: ISO 8601 in UTC.</summary>
    public DateTimeOffset Instant(int column) => DateTimeOffset.Parse(Text(column), System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _ = raw.sqlite3_reset(handle);
        _ = raw.sqlite3_clear_bindings(handle);
    }

    public void Close() => handle.Dispose();
}

/// <summary>A value for a statement's parameter.</summary>
internal readonly struct SqlValue
{
    private readonly string? _text;
    private readonly double _number;
    private readonly long _whole;
    private readonly Kind _kind;

    private readonly byte[]? _bytes;

    private SqlValue(Kind kind, string? text, double number, long whole, byte[]? bytes = null) =>
        (_kind, _text, _number, _whole, _bytes) = (kind, text, number, whole, bytes);

    private enum Kind
    {
        Null,
        Text,
        Number,
        Whole,
        Bytes,
    }

    /// <summary>A text, without the secrets in it: nothing else of a text gets into the database.</summary>
    public static implicit operator SqlValue(string? text) => new(text is null ? Kind.Null : Kind.Text, text is null ? null : SecretValues.OfThisProcess.Masked(text), 0, 0);

    public static implicit operator SqlValue(long whole) => new(Kind.Whole, null, 0, whole);

    public static implicit operator SqlValue(double number) => new(double.IsNaN(number) ? Kind.Null : Kind.Number, null, number, 0);

    public static implicit operator SqlValue(byte[] bytes) => new(Kind.Bytes, null, 0, 0, bytes);

    public static implicit operator SqlValue(DateTimeOffset at) => At(at);

    public static implicit operator SqlValue(DateTimeOffset? at) => at is { } value ? At(value) : default;

    public int BindTo(sqlite3_stmt statement, int index) => _kind switch
    {
        Kind.Text => raw.sqlite3_bind_text(statement, index, _text),
        Kind.Number => raw.sqlite3_bind_double(statement, index, _number),
        Kind.Whole => raw.sqlite3_bind_int64(statement, index, _whole),
        Kind.Bytes => raw.sqlite3_bind_blob(statement, index, _bytes!),
        _ => raw.sqlite3_bind_null(statement, index),
    };

    private static SqlValue At(DateTimeOffset at) =>
        new(Kind.Text, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture), 0, 0);
}
