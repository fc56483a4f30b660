using IrisFlow.Parquet.Checksums;
using IrisFlow.Parquet.Compression;
using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Reading;

/// <summary>Walks the pages of a column's chunks. Of a page the header is read first; whoever has looked at it reads the rest, or steps on.</summary>
internal sealed class ChunkReader(ParquetFile file, Leaf leaf) : IDisposable
{
    // Pages that are compressed pass through the window anyway; others are read straight to their place behind a short header.
    private const int FarAhead = 1 << 18;
    private const int NearAhead = 1 << 12;

    // Texts in the statistics of a header can be long; no page needs more than this before its own bytes begin.
    private const int LongestHeader = 1 << 24;
    private readonly ChunkBytes _bytes = new(file);
    private readonly Crc32 _crc = new();
    private readonly PageDecompressor _compressed = new();
    private PageHeader _header;
    private bool _first;

    /// <summary>Bytes of the page that have not been read.</summary>
    private int _left;

    /// <summary>Rows of the chunk behind the current page.</summary>
    public int RowsLeft { get; private set; }

    /// <summary>The current page's header.</summary>
    public ref readonly PageHeader Page => ref _header;

    /// <summary>True where the page's values can be read without its levels being decompressed: <see cref="ReadLevels"/>, then <see cref="ReadValues"/>.</summary>
    public bool HasLevelsApart => !leaf.Field.Nullable || _header.Type == PageType.DataV2 || (_compressed.Codec is null && _header.LevelEncoding == PageEncoding.Rle);

    public void Begin(ColumnChunk chunk, int rows)
    {
        _compressed.Codec = Codec.For(chunk.Codec);
        _bytes.Begin(chunk.Start, chunk.CompressedSize, _compressed.Codec is null ? NearAhead : FarAhead);
        (RowsLeft, _left, _first) = (rows, 0, true);
    }

    /// <summary>Steps to the next page of values or the dictionary, over what is left of the current one; false behind the last row.</summary>
    public bool Next()
    {
        while (RowsLeft > 0)
        {
            _bytes.Skip(_left);
            ReadHeader();
            var first = _first;
            _first = false;
            switch (_header.Type)
            {
                case PageType.Dictionary:
                    CheckDictionary(first);
                    return true;
                case PageType.Data or PageType.DataV2:
                    CheckValues();
                    RowsLeft -= _header.Values;
                    return true;
                case PageType.Index:
                    break;
                default:
                    throw Fault.Damaged($"A page has the unknown type {(int)_header.Type}.", "A page of data, a dictionary or an index.");
            }
        }

        return false;
    }

    /// <summary>Passes over all pages that are left.</summary>
    public void SkipAll() => (RowsLeft, _left) = (0, 0);

    /// <summary>The entries of a dictionary page.</summary>
    public ReadOnlySpan<byte> ReadDictionary() => _compressed.Decompress(TakeAll(), _header.UncompressedSize);

    /// <summary>The page as a whole.</summary>
    public DataPage Read()
    {
        if (_header.Type == PageType.DataV2)
        {
            CheckLevels();
            CheckSizes();
            var page = TakeAll();
            var levels = _header.RepetitionBytes + _header.DefinitionBytes;
            return new DataPage(_header, page[_header.RepetitionBytes..levels], DecompressValues(page[levels..]));
        }

        var values = _compressed.Decompress(TakeAll(), _header.UncompressedSize);
        if (!leaf.Field.Nullable || _header.Values == 0)
        {
            return new DataPage(_header, default, values);
        }

        switch (_header.LevelEncoding)
        {
            case PageEncoding.Rle:
                var rest = RleEncoding.AfterPrefixed(values, out var definition);
                return new DataPage(_header, definition, rest);
            case PageEncoding.BitPacked:
                var packed = BitPackedLevels.Take(ref values, _header.Values, DefinitionLevels.Width(leaf.Definition));
                return new DataPage(_header, packed, values);
            default:
                throw Fault.Unsupported($"The nulls of a page are encoded as {_header.LevelEncoding}.", "The encoding Rle or BitPacked.");
        }
    }

    /// <summary>The levels of a page that has them apart (<see cref="HasLevelsApart"/>).</summary>
    public ReadOnlySpan<byte> ReadLevels()
    {
        _crc.Reset();
        if (_header.Type == PageType.DataV2)
        {
            CheckLevels();
            return TakePart(_header.RepetitionBytes + _header.DefinitionBytes)[_header.RepetitionBytes..];
        }

        if (!leaf.Field.Nullable || _header.Values == 0)
        {
            return default;
        }

        var size = RleEncoding.PrefixedLength(_bytes.Peek(Math.Min(_left, RleEncoding.PrefixBytes)), _left);
        return TakePart(RleEncoding.PrefixBytes + size)[RleEncoding.PrefixBytes..];
    }

    /// <summary>Fills the target with the bytes of the values, behind <see cref="ReadLevels"/>.</summary>
    public void ReadValues(Span<byte> target)
    {
        var isCompressed = IsCompressed && _left > 0;
        var size = isCompressed ? _header.UncompressedSize - LevelBytes : _left;
        if (size < target.Length)
        {
            throw Fault.Damaged($"A page has {size} bytes for values of {target.Length}.", $"{target.Length} bytes.");
        }

        if (isCompressed)
        {
            var stored = TakePart(_left);
            CheckCrc();
            _compressed.Decompress(stored, size, target);
            return;
        }

        CheckSizes();

        _bytes.Take(target, _header.Crc is null ? null : _crc);
        _left -= target.Length;
        TakePart(_left);
        CheckCrc();
    }

    public void Dispose()
    {
        _bytes.Dispose();
        _compressed.Dispose();
    }

    private int LevelBytes => _header.Type == PageType.DataV2 ? _header.RepetitionBytes + _header.DefinitionBytes : 0;

    private bool IsCompressed => _compressed.Codec is not null && (_header.Type != PageType.DataV2 || _header.IsCompressed);

    private ReadOnlySpan<byte> TakePart(int count)
    {
        _left -= count;
        var part = _bytes.Take(count);
        if (_header.Crc is not null)
        {
            _crc.Append(part);
        }

        return part;
    }

    private ReadOnlySpan<byte> TakeAll()
    {
        _crc.Reset();
        var page = TakePart(_left);
        CheckCrc();
        return page;
    }

    private void CheckCrc()
    {
        if (_header.Crc is { } expected && _crc.Value != expected)
        {
            throw Fault.Checksum(_crc.Value, expected);
        }
    }

    private void ReadHeader()
    {
        for (var wanted = 1 << 8; ; wanted <<= 4)
        {
            var bytes = _bytes.Peek(wanted);
            var reader = new CompactReader(bytes);
            try
            {
                _header = PageHeader.Read(ref reader);
            }
            catch (IrisFlowException) when (bytes.Length < _bytes.Left && wanted < LongestHeader)
            {
                // Perhaps only the window ended.
                continue;
            }

            _bytes.Skip(reader.Position);
            break;
        }

        if (_header.CompressedSize < 0 || _header.CompressedSize > _bytes.Left || _header.UncompressedSize < 0)
        {
            throw Fault.Damaged(
                $"A page claims {_header.CompressedSize} bytes, {_header.UncompressedSize} uncompressed, where its chunk has {_bytes.Left} left.",
                "Pages within their chunk.");
        }

        _left = _header.CompressedSize;
    }

    private ReadOnlySpan<byte> DecompressValues(ReadOnlySpan<byte> values) =>
        // Where all values are null some writers leave out even the few bytes that a compressed nothing takes.
        IsCompressed && !values.IsEmpty ? _compressed.Decompress(values, _header.UncompressedSize - LevelBytes) : values;

    private void CheckDictionary(bool first)
    {
        if (!first || _header.Values < 0)
        {
            throw Fault.Damaged($"A dictionary of {_header.Values} entries stands behind {(first ? "no" : "other")} pages.", "One dictionary, before all values.");
        }

        if (_header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
        {
            throw Fault.Unsupported($"A dictionary has the encoding {_header.Encoding}.", "Plain or PlainDictionary.");
        }
    }

    private void CheckValues()
    {
        if (_header.Values < 0 || _header.Values > RowsLeft)
        {
            throw Fault.Damaged($"A page claims {_header.Values} values where {RowsLeft} are left.", "As many values in all pages as the chunk has.");
        }
    }

    // What is not compressed has one size, said twice.
    private void CheckSizes()
    {
        if (_compressed.Codec is null && _header.UncompressedSize != _header.CompressedSize)
        {
            throw Fault.SizesDiffer(_header.CompressedSize, _header.UncompressedSize);
        }
    }

    private void CheckLevels()
    {
        var (repetition, definition) = (_header.RepetitionBytes, _header.DefinitionBytes);
        if (repetition < 0 || definition < 0 || (long)repetition + definition > Math.Min(_left, _header.UncompressedSize))
        {
            throw Fault.Damaged($"A page has {repetition} and {definition} bytes of levels in {_left}.", "Levels within the page.");
        }
    }
}
