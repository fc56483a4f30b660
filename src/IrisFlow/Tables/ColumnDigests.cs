using System.Runtime.ExceptionServices;

namespace IrisFlow;

/// <summary>The digests of a table's columns, which with their names and the metadata make the table's own: so they prove each column by itself.</summary>
internal sealed class ColumnDigests
{
    /// <summary>From this many values on threads gain more than they cost: about 1 MiB.</summary>
    public const int WorthThreads = 1 << 17;

    private const int Bytes = 32;
    private readonly byte[] _bytes;

    private ColumnDigests(byte[] bytes) => _bytes = bytes;

    /// <summary>The digest of a column.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(index * Bytes, Bytes);

    /// <summary>Those of a table, which reads all its columns.</summary>
    public static ColumnDigests Of(Table table)
    {
        var bytes = new byte[table.Columns.Count * Bytes];
        void Copy(int i) => table.Columns[i].ContentHash.CopyTo(bytes.AsSpan(i * Bytes));
        if ((long)table.RowCount * table.Columns.Count >= WorthThreads && table.Columns.Count > 1)
        {
            InParallel(table.Columns.Count, Copy);
        }
        else
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                Copy(i);
            }
        }

        return new(bytes);
    }

    /// <summary>Does something for each of some columns, several at a time.</summary>
    /// <exception cref="IrisFlowException">The first that a column threw.</exception>
    public static void InParallel(int columns, Action<int> work)
    {
        try
        {
            Parallel.For(0, columns, work);
        }
        catch (AggregateException problems)
        {
            ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
        }
    }

    /// <summary>From the 32 bytes of each column.</summary>
    public static ColumnDigests From(IReadOnlyList<byte[]> hashes)
    {
        var bytes = new byte[hashes.Count * Bytes];
        for (var i = 0; i < hashes.Count; i++)
        {
            hashes[i].CopyTo(bytes, i * Bytes);
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
