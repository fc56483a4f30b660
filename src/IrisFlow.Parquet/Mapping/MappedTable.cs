using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Mapping;

/// <summary>A Parquet file in the address space, whose columns are looked at where they lie: without a copy, and only the pages that are looked at are read.</summary>
/// <remarks>
/// For files that nobody changes, as checkpoints are: their names are never used again and they are never written to. Where another
/// program overwrites a mapped file, the values change under whoever looks; where it cuts the file off, the operating system
/// ends this process (SIGBUS). A file that may change is read with <see cref="ParquetFormat"/>. Any number of threads may look at once.
/// </remarks>
public sealed class MappedTable : IDisposable
{
    private readonly string _path;
    private readonly bool _verify;
    private readonly Footer _footer;
    private readonly MappedFile _bytes;

    /// <summary>Maps a file.</summary>
    /// <exception cref="IrisFlowException">It is not there, is no Parquet, its footer is damaged, or holds columns that are not supported.</exception>
    internal MappedTable(string path, bool verify)
    {
        (_path, _verify) = (path, verify);
        (_footer, Schema, _bytes) = TableReader.InFile(path, () =>
        {
            using var file = new ParquetFile(path);
            return (file.Footer, TableReader.SchemaOf(file.Columns), new MappedFile(file, path));
        });
    }

    /// <summary>Names and types of the columns.</summary>
    public Schema Schema { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => (int)_footer.Metadata.Rows;

    /// <summary>A column that lies in the file as it would in memory: of numbers, without compression and without a dictionary.</summary>
    /// <typeparam name="T">What the column is held in, as in <see cref="Column{T}"/>; not <see cref="bool"/>, which files hold as bits.</typeparam>
    /// <exception cref="IrisFlowException">There is no such column, it holds another type (IF202), or it lies in the file in another form (IF360).</exception>
    public MappedColumn<T> Column<T>(string name)
        where T : unmanaged => TableReader.InFile(_path, () =>
        {
            var leaf = TableReader.Choose(_footer, [name])[0];
            if (!Decoders.Require<T>(leaf).IsStoredAsHeld)
            {
                throw MappedChunk<T>.InAnotherForm("as something else than they are held in").At(null, name);
            }

            return new MappedColumn<T>(_path, leaf, _footer, _bytes, _verify);
        });

    /// <summary>Unmaps the file, as soon as nobody looks at it any more. Waits for nobody.</summary>
    public void Dispose() => _bytes.Dispose();
}
