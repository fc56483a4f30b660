using System.Runtime.CompilerServices;
using IrisFlow.Parquet.Checksums;
using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Reading;
using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Mapping;

/// <summary>A page of a mapped chunk: its rows, and where its bytes and its values lie in the file.</summary>
internal sealed class MappedPage
{
    public required int FirstRow { get; init; }

    public required int Rows { get; init; }

    public required long Start { get; init; }

    public required long Values { get; init; }

    public required int StoredBytes { get; init; }

    public required uint? Crc { get; init; }

    /// <summary>True once the checksum was found right. Two threads may find so at the same time.</summary>
    public bool IsVerified { get; set; }
}

/// <summary>The pages of a column in a row group, found when the first of them is looked at.</summary>
internal sealed class MappedChunk<T>(MappedFile file, Leaf leaf, ColumnChunk chunk, int firstRow, int rows, bool verify)
    where T : unmanaged
{
    private volatile MappedPage[]? _pages;

    public int FirstRow => firstRow;

    public int Rows => rows;

    /// <summary>The page that holds a row, its checksum verified where that is asked for.</summary>
    public MappedPage PageOf(int row)
    {
        var pages = _pages ??= FindPages();
        var (low, high) = (0, pages.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = pages[middle].FirstRow <= row ? (middle, high) : (low, middle - 1);
        }

        Verify(pages[low]);
        return pages[low];
    }

    /// <summary>Calls back with the bytes of a page's values.</summary>
    public TResult Look<TState, TResult>(MappedPage page, TState state, Func<ReadOnlySpan<byte>, TState, TResult> look) =>
        file.Look(page.Values, (long)page.Rows * Unsafe.SizeOf<T>(), state, look);

    private void Verify(MappedPage page)
    {
        if (verify && !page.IsVerified && page.Crc is { } expected)
        {
            var found = file.Look(page.Start, page.StoredBytes, 0, static (bytes, _) => Crc32.Of(bytes));
            page.IsVerified = found == expected ? true : throw Fault.Checksum(found, expected);
        }
    }

    private MappedPage[] FindPages()
    {
        if (chunk.Codec != CodecId.Uncompressed)
        {
            throw InAnotherForm($"compressed with {chunk.Codec.ToString().ToUpperInvariant()}");
        }

        var pages = new List<MappedPage>();
        var (at, end, row) = (chunk.Start, chunk.Start + chunk.CompressedSize, firstRow);
        while (row < firstRow + rows)
        {
            var page = file.Look(at, end - at, (Chunk: this, At: at, Row: row), static (bytes, place) => place.Chunk.ReadPage(bytes, place.At, place.Row));
            if (page.Rows > 0)
            {
                pages.Add(page);
            }

            at = page.Start + page.StoredBytes;
            row += page.Rows;
        }

        return [.. pages];
    }

    private MappedPage ReadPage(ReadOnlySpan<byte> bytes, long at, int row)
    {
        var reader = new CompactReader(bytes);
        var header = PageHeader.Read(ref reader);
        if (header.CompressedSize < 0 || header.CompressedSize > bytes.Length - reader.Position || header.CompressedSize != header.UncompressedSize)
        {
            throw Fault.Damaged($"A page claims {header.CompressedSize} bytes where its chunk has {bytes.Length - reader.Position} left.", "Pages within their chunk.");
        }

        if (header.Type is not (PageType.Data or PageType.DataV2) || header.Encoding != PageEncoding.Plain)
        {
            throw InAnotherForm(header.Type == PageType.Dictionary ? "stored by codes of a dictionary" : $"encoded as {header.Encoding}");
        }

        if (header.Values < 0 || header.Values > firstRow + rows - row)
        {
            throw Fault.Damaged($"A page claims {header.Values} values where {firstRow + rows - row} are left.", "As many values in all pages as the chunk has.");
        }

        var page = bytes.Slice(reader.Position, header.CompressedSize);
        var levels = LevelBytes(header, page);
        return page.Length - levels >= (long)header.Values * Unsafe.SizeOf<T>()
            ? new MappedPage
            {
                FirstRow = row,
                Rows = header.Values,
                Start = at + reader.Position,
                Values = at + reader.Position + levels,
                StoredBytes = page.Length,
                Crc = header.Crc,
            }
            : throw Fault.Damaged($"A page has {page.Length - levels} bytes for {header.Values} values.", $"{Unsafe.SizeOf<T>()} bytes for each.");
    }

    /// <summary>The bytes before a page's values, which must not say that one of them is null.</summary>
    private int LevelBytes(in PageHeader header, ReadOnlySpan<byte> page)
    {
        var (start, length) = (0, 0);
        if (header.Type == PageType.DataV2)
        {
            (start, length) = (header.RepetitionBytes, header.DefinitionBytes);
            if (start < 0 || length < 0 || (long)start + length > page.Length)
            {
                throw Fault.Damaged($"A page has {start} and {length} bytes of levels in {page.Length}.", "Levels within the page.");
            }
        }
        else if (leaf.Field.Nullable)
        {
            if (header.LevelEncoding != PageEncoding.Rle)
            {
                throw InAnotherForm($"with levels encoded as {header.LevelEncoding}");
            }

            (start, length) = (RleEncoding.PrefixBytes, RleEncoding.PrefixedLength(page, page.Length));
        }

        if (leaf.Field.Nullable && DefinitionLevels.Read(page.Slice(start, length), header.Values, leaf.Definition, new ValidityBuilder()) < header.Values)
        {
            throw InAnotherForm("with nulls");
        }

        return start + length;
    }

    public static IrisFlowException InAnotherForm(string how) => new(new Finding("IF360", $"Its values lie in the file {how}, so they can't be looked at there.")
    {
        Expected = "An uncompressed column of plain numbers without nulls; read it with ParquetFormat instead.",
    });
}
