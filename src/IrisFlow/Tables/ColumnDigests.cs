namespace IrisFlow;

/// <summary>The digests of a table's columns, which with their names and the metadata make the table's own: so they prove each column by itself.</summary>
internal sealed class ColumnDigests
{
    private const int Bytes = 32;
    private readonly byte[] _bytes;

    private ColumnDigests(byte[] bytes) => _bytes = bytes;

    /// <summary>The digest of a column.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(index * Bytes, Bytes);

    /// <summary>Those of a table, which reads all its columns.</summary>
    public static ColumnDigests Of(Table table)
    {
        var bytes = new byte[table.Columns.Count * Bytes];
        for (var i = 0; i < table.Columns.Count; i++)
        {
            table.Columns[i].ContentHash.CopyTo(bytes.AsSpan(i * Bytes));
        }

        return new(bytes);
    }

    /// <summary>Those that <see cref="ToString"/> wrote for this many columns; null for any other text.</summary>
    public static ColumnDigests? Parse(string text, int columns)
    {
        var bytes = new byte[columns * Bytes];
        return Convert.TryFromBase64String(text, bytes, out var count) && count == bytes.Length ? new(bytes) : null;
    }

    /// <summary>As Base64.</summary>
    public override string ToString() => Convert.ToBase64String(_bytes);
}
