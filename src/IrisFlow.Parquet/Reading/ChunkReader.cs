using System.Buffers;
using IrisFlow.Parquet.Checksums;
using IrisFlow.Parquet.Compression;
using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Reading;

/// <summary>Walks the pages of a column's chunks: checks each against what stands in the file, decompresses it and hands it on.</summary>
internal sealed class ChunkReader(ParquetFile file, Leaf leaf, ColumnReader column) : IDisposable
{
    private byte[] _stored = [];
    private byte[] _plain = [];

    /// <summary>Reads the column's chunk of every row group.</summary>
    public void ReadAll(CancellationToken cancellation)
    {
        var stored = 0L;
        foreach (var group in file.Metadata.RowGroups)
        {
            var chunk = group.Columns[leaf.Index];
            file.CheckChunk(chunk, leaf, group.Rows);
            Limits.CheckExpansion(group.Rows * column.BytesPerRow, chunk.CompressedSize, "A chunk");
            stored += chunk.CompressedSize;
        }

        // Lying chunks may overlap, so their sum proves nothing beyond the length of the file.
        stored = Math.Min(stored, file.Length);
        Limits.CheckExpansion(file.Metadata.Rows * column.BytesPerRow, file.Length, "A column");
        column.Expect(file.Metadata.Rows, stored);
        foreach (var group in file.Metadata.RowGroups)
        {
            Read(group.Columns[leaf.Index], (int)group.Rows, cancellation);
        }
    }

    private void Read(ColumnChunk chunk, int rows, CancellationToken cancellation)
    {
        var stored = Room(ref _stored, (int)chunk.CompressedSize);
        file.Read(chunk.Start, stored);
        column.BeginChunk();
        var codec = Codec.For(chunk.Codec);
        var (left, first) = (rows, true);
        while (left > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var header = TakePage(ref stored, out var page);
            switch (header.Type)
            {
                case PageType.Dictionary:
                    CheckDictionary(header, first);
                    column.ReadDictionary(Decompress(codec, page, header.UncompressedSize), header.Values);
                    break;
                case PageType.Data or PageType.DataV2:
                    CheckValues(header, left);
                    column.ReadPage(header.Type == PageType.Data ? Version1(codec, page, header) : Version2(codec, page, header));
                    left -= header.Values;
                    break;
                case PageType.Index:
                    break;
                default:
                    throw Fault.Damaged($"A page has the unknown type {(int)header.Type}.", "A page of data, a dictionary or an index.");
            }

            first = false;
        }
    }

    public void Dispose()
    {
        Return(_stored);
        Return(_plain);
        (_stored, _plain) = ([], []);
    }

    private static PageHeader TakePage(ref Span<byte> stored, out ReadOnlySpan<byte> page)
    {
        var reader = new CompactReader(stored);
        var header = PageHeader.Read(ref reader);
        var left = stored.Length - reader.Position;
        if (header.CompressedSize < 0 || header.CompressedSize > left || header.UncompressedSize < 0)
        {
            throw Fault.Damaged(
                $"A page claims {header.CompressedSize} bytes, {header.UncompressedSize} uncompressed, where its chunk has {left} left.",
                "Pages within their chunk.");
        }

        page = stored.Slice(reader.Position, header.CompressedSize);
        stored = stored[(reader.Position + header.CompressedSize)..];
        if (header.Crc is { } expected && Crc32.Of(page) is var found && found != expected)
        {
            throw Fault.Checksum(found, expected);
        }

        return header;
    }

    private DataPage Version1(Codec? codec, ReadOnlySpan<byte> page, in PageHeader header)
    {
        var values = Decompress(codec, page, header.UncompressedSize);
        if (!leaf.Field.Nullable || header.Values == 0)
        {
            return new DataPage(header.Values, header.Encoding, default, values);
        }

        if (header.LevelEncoding != PageEncoding.Rle)
        {
            throw Fault.Unsupported($"The nulls of a page are encoded as {header.LevelEncoding}.", "The encoding Rle.");
        }

        var rest = RleEncoding.AfterPrefixed(values, out var levels);
        return new DataPage(header.Values, header.Encoding, levels, rest);
    }

    private DataPage Version2(Codec? codec, ReadOnlySpan<byte> page, in PageHeader header)
    {
        var (repetition, definition) = (header.RepetitionBytes, header.DefinitionBytes);
        if (repetition < 0 || definition < 0 || (long)repetition + definition > Math.Min(page.Length, header.UncompressedSize))
        {
            throw Fault.Damaged($"A page has {repetition} and {definition} bytes of levels in {page.Length}.", "Levels within the page.");
        }

        var levels = page.Slice(repetition, definition);
        var values = page[(repetition + definition)..];
        // Where all values are null some writers leave out even the few bytes that a compressed nothing takes.
        if (header.IsCompressed && !values.IsEmpty)
        {
            values = Decompress(codec, values, header.UncompressedSize - repetition - definition);
        }

        return new DataPage(header.Values, header.Encoding, levels, values);
    }

    private ReadOnlySpan<byte> Decompress(Codec? codec, ReadOnlySpan<byte> page, int size)
    {
        if (codec is null)
        {
            return page.Length == size
                ? page
                : throw Fault.Damaged($"A page of {page.Length} bytes claims {size} uncompressed though it is not compressed.", "The same size twice.");
        }

        if (size > (page.Length * (long)codec.MaxExpansion) + 64)
        {
            throw Fault.Damaged(
                $"A page of {page.Length} bytes claims {size} uncompressed, which its codec can't reach.",
                $"At most {codec.MaxExpansion} times the stored bytes.");
        }

        var plain = Room(ref _plain, size);
        codec.Decompress(page, plain);
        return plain;
    }

    private static void CheckDictionary(in PageHeader header, bool first)
    {
        if (!first || header.Values < 0)
        {
            throw Fault.Damaged($"A dictionary of {header.Values} entries stands behind {(first ? "no" : "other")} pages.", "One dictionary, before all values.");
        }

        if (header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
        {
            throw Fault.Unsupported($"A dictionary has the encoding {header.Encoding}.", "Plain or PlainDictionary.");
        }
    }

    private static void CheckValues(in PageHeader header, int left)
    {
        if (header.Values < 0 || header.Values > left)
        {
            throw Fault.Damaged($"A page claims {header.Values} values where {left} are left.", "As many values in all pages as the chunk has.");
        }
    }

    private static Span<byte> Room(ref byte[] buffer, int size)
    {
        if (buffer.Length < size)
        {
            Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent(size);
        }

        return buffer.AsSpan(0, size);
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
