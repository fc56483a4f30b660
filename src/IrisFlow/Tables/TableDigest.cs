using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace IrisFlow;

/// <summary>The digest of a table's content, whatever file or memory layout holds it.</summary>
/// <remarks>
/// A column is hashed in blocks of 65,536 rows: validity bits (where it is nullable), then little-endian values, texts with their
/// length before them. Null rows count as zero and every NaN as one NaN, so content alone decides. The table's digest is over the
/// names and digests of its columns and over its metadata.
/// </remarks>
public static class TableDigest
{
    private const byte Version = 1;

    /// <summary>The entry of a file's texts with the digests of its columns. It describes the file, so a table that is read has it no more.</summary>
    public const string ColumnsEntry = "irisflow.column-digests";

    /// <summary>The digest of a table.</summary>
    public static Digest Of(Table table) => Of(table.Schema, table.RowCount, table.Metadata, ColumnDigests.Of(table));

    /// <summary>The digest of a column: equal for equal types, nullability and values, whatever its name.</summary>
    public static Digest Of(Column column) => Digest.FromHash(column.ContentHash);

    /// <summary>The digest of the table whose columns have these digests.</summary>
    internal static Digest Of(Schema schema, int rows, ImmutableSortedDictionary<string, string> metadata, ColumnDigests columns)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Version]);
        AppendInt(hash, rows);
        AppendInt(hash, schema.Count);
        for (var i = 0; i < schema.Count; i++)
        {
            AppendText(hash, schema[i].Name);
            hash.AppendData(columns[i]);
        }

        foreach (var (name, text) in metadata)
        {
            AppendText(hash, name);
            AppendText(hash, text);
        }

        Span<byte> result = stackalloc byte[32];
        hash.GetHashAndReset(result);
        return Digest.FromHash(result);
    }

    internal static byte[] HashOf(Column column)
    {
        using var digester = new ColumnDigester(column.Type, column.Nullable);
        digester.Append(column);
        return digester.Finish();
    }

    private static void AppendInt(IncrementalHash hash, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void AppendText(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AppendInt(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
