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
    private const int BlockRows = 65_536;
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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([(byte)column.Type, column.Nullable ? (byte)1 : (byte)0]);
        for (var start = 0; start < column.Length; start += BlockRows)
        {
            var block = column.Slice(start, Math.Min(BlockRows, column.Length - start));
            if (column.Nullable)
            {
                AppendValidity(hash, block);
            }

            AppendValues(hash, block);
        }

        return hash.GetHashAndReset();
    }

    private static void AppendValidity(IncrementalHash hash, Column block)
    {
        var bits = new byte[(block.Length + 7) >> 3];
        for (var row = 0; row < block.Length; row++)
        {
            if (block.Validity[row])
            {
                bits[row >> 3] |= (byte)(1 << (row & 7));
            }
        }

        hash.AppendData(bits);
    }

    private static void AppendValues(IncrementalHash hash, Column block)
    {
        switch (block)
        {
            case Column<double> c:
                AppendFixed(hash, c, double.IsNaN, double.NaN);
                break;
            case Column<float> c:
                AppendFixed(hash, c, float.IsNaN, float.NaN);
                break;
            case Column<int> c:
                AppendFixed(hash, c, null, 0);
                break;
            case Column<long> c:
                AppendFixed(hash, c, null, 0);
                break;
            case Column<bool> c:
                AppendFixed(hash, c, null, false);
                break;
            case StringColumn c:
                AppendTexts(hash, c);
                break;
            default:
                throw new InvalidOperationException($"No digest is defined for {block.GetType().Name}.");
        }
    }

    private static void AppendFixed<T>(IncrementalHash hash, Column<T> block, Func<T, bool>? isNaN, T nan)
        where T : unmanaged
    {
        var values = block;
        if (!block.Validity.AllValid || (isNaN is not null && Any(block.Values, isNaN)))
        {
            var normal = block.Values.ToArray();
            for (var row = 0; row < normal.Length; row++)
            {
                normal[row] = block.IsNull(row) ? default : isNaN is not null && isNaN(normal[row]) ? nan : normal[row];
            }

            values = new Column<T>(block.Type, normal);
        }

        hash.AppendData(values.Bytes);
    }

    private static bool Any<T>(ReadOnlySpan<T> values, Func<T, bool> test)
    {
        foreach (var value in values)
        {
            if (test(value))
            {
                return true;
            }
        }

        return false;
    }

    private static void AppendTexts(IncrementalHash hash, StringColumn block)
    {
        // Length and text side by side in one buffer: one call into the hash for many rows.
        var buffer = new byte[64 * 1024];
        var used = 0;
        for (var row = 0; row < block.Length; row++)
        {
            var text = block.Utf8(row);
            if (used + 4 + text.Length > buffer.Length)
            {
                hash.AppendData(buffer.AsSpan(0, used));
                used = 0;
            }

            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(used), text.Length);
            used += 4;
            if (text.Length > buffer.Length - used)
            {
                hash.AppendData(buffer.AsSpan(0, used));
                hash.AppendData(text);
                used = 0;
            }
            else
            {
                text.CopyTo(buffer.AsSpan(used));
                used += text.Length;
            }
        }

        hash.AppendData(buffer.AsSpan(0, used));
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
