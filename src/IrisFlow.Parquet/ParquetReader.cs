using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet;

/// <summary>An open Parquet file whose columns are read into memory that the caller gives, again and again the same where many files are read.</summary>
/// <remarks>Several threads may read at once, each its own column. Whoever wants a <see cref="Table"/> uses <see cref="ParquetFormat"/>.</remarks>
public sealed class ParquetReader : IDisposable
{
    private readonly string _path;
    private readonly ParquetFile _file;

    /// <summary>Opens a file and reads its footer.</summary>
    /// <exception cref="IrisFlowException">It is not there, is no Parquet, or its footer is damaged.</exception>
    public ParquetReader(string path)
    {
        _path = path;
        (_file, Schema) = TableReader.InFile(path, () =>
        {
            var file = new ParquetFile(path);
            try
            {
                return (file, TableReader.SchemaOf(file.Columns));
            }
            catch
            {
                file.Dispose();
                throw;
            }
        });
    }

    /// <summary>Names and types of the columns.</summary>
    public Schema Schema { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => (int)_file.Metadata.Rows;

    /// <summary>Reads a column of fixed-width values.</summary>
    /// <typeparam name="T">What the column is held in, as in <see cref="Column{T}"/>.</typeparam>
    /// <param name="column">Its name.</param>
    /// <param name="target">Where its values go, one a row, 0 where a row is null; what is beyond the rows stays as it is.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Which rows hold a value.</returns>
    /// <exception cref="IrisFlowException">There is no such column, it holds another type, or it is damaged: what is in the target must not be used then.</exception>
    /// <exception cref="ArgumentException">The target has less room than the file has rows.</exception>
    public Validity Read<T>(string column, Memory<T> target, CancellationToken cancellation = default)
        where T : unmanaged
    {
        if (target.Length < RowCount)
        {
            throw new ArgumentException($"There is room for {target.Length} values, and the file has {RowCount} rows.", nameof(target));
        }

        return TableReader.InFile(_path, () =>
        {
            var leaf = TableReader.Choose(_file.Footer, [column])[0];
            using var cursor = new ColumnCursor(_file, leaf, new FixedCollector<T>(leaf, Decoders.Require<T>(leaf), target[..RowCount]));
            return cursor.Take(RowCount, cancellation).Validity;
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
