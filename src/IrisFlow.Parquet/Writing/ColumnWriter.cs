using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>Encodes one column, block by block, into the pages of a chunk.</summary>
internal abstract class ColumnWriter(Field field, ParquetOptions options, SegmentPool pool)
{
    protected EncodedChunk Chunk { get; } = new(options, pool);

    public static ColumnWriter For(Field field, ParquetOptions options, SegmentPool pool) => field.Type switch
    {
        ColumnType.Bool => new BoolColumnWriter(field, options, pool),
        ColumnType.Int32 or ColumnType.Date => new FixedColumnWriter<int>(field, options, pool),
        ColumnType.Int64 or ColumnType.Timestamp => new FixedColumnWriter<long>(field, options, pool),
        ColumnType.Float32 => new FixedColumnWriter<float>(field, options, pool),
        ColumnType.Float64 => new FixedColumnWriter<double>(field, options, pool),
        ColumnType.String => new TextColumnWriter(field, options, pool),
        _ => throw new InvalidOperationException($"A column of {field.Type.Name()} can't be written."),
    };

    /// <summary>Adds a block of rows.</summary>
    /// <param name="block">The rows.</param>
    /// <param name="isLast">True where the chunk is known to end with it.</param>
    /// <param name="scratch">The thread's buffers.</param>
    public void Write(Column block, bool isLast, PageScratch scratch)
    {
        try
        {
            WritePages(block, isLast, scratch);
            if (isLast)
            {
                WriteDictionary(scratch);
            }
        }
        catch (IrisFlowException fault)
        {
            throw fault.At(null, field.Name);
        }
    }

    /// <summary>Gives the chunk to the file and is ready for the next one.</summary>
    public WrittenChunk MoveTo(FileOutput output, PageScratch scratch)
    {
        WriteDictionary(scratch);
        var pages = Chunk.Pages;
        var statistics = Bounds.OfChunk(pages, Compare);
        // Of a chunk of one page the index would say what the footer says already.
        var isIndexed = pages.Count > 1;
        var bounds = isIndexed ? Bounds.OfPages(pages, Compare) : null;
        var places = isIndexed ? pages.ToArray() : null;
        var chunk = Chunk.MoveTo(output, WrittenType.Of(field.Type).Physical, field.Name, statistics);
        return new(chunk, bounds, places is null ? null : PlacesOf(places, chunk.DataPageOffset));
    }

    /// <summary>Lets go of what was not given to the file.</summary>
    public void Clear() => Chunk.Clear();

    private static OffsetIndex PlacesOf(EncodedPage[] pages, long start) => new(Array.ConvertAll(pages, p => new PageLocation(start + p.Offset, p.CompressedSize, p.FirstRow)));

    /// <summary>The order of two stored values.</summary>
    protected abstract int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    protected abstract void WritePages(Column block, bool isLast, PageScratch scratch);

    /// <summary>Ends the chunk: writes the dictionary, if there is one that is not written yet.</summary>
    protected virtual void WriteDictionary(PageScratch scratch)
    {
    }
}

/// <summary>A chunk in the file, and the index of its pages that is still to be written.</summary>
internal sealed record WrittenChunk(ColumnChunk Chunk, ColumnIndex? Bounds, OffsetIndex? Places);
