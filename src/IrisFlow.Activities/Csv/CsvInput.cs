namespace IrisFlow.Activities;

/// <summary>The text of a file as UTF-8, piece by piece: uncompressed, and converted where it is something else. Bytes that are no text are passed on.</summary>
internal sealed class CsvInput : IDisposable
{
    private const int PeekBytes = 4096;
    private const long FreeBytes = 8 << 20;

    private readonly Stream _raw;
    private readonly CsvGzip? _gzip;
    private readonly int _expansion;
    private readonly CsvTranscoder? _transcoder;
    private byte[] _peeked;
    private int _peekedAt;
    private long _bytes;

    private CsvInput(string file, Stream raw, CsvOptions options)
    {
        (File, _raw, _peeked, _expansion) = (file, raw, [], options.Expansion);
        Peek();
        if (_peeked is [0x1F, 0x8B, ..])
        {
            _raw.Position = 0;
            _bytes = 0;
            _gzip = new CsvGzip(raw);
            Peek();
        }

        var kind = CsvEncodings.Of(options.Encoding);
        if (kind is null or TextEncoding.Utf16LittleEndian or TextEncoding.Utf16BigEndian)
        {
            // A byte order mark knows better which of the two it is.
            var (found, mark) = CsvEncodings.Sniff(_peeked);
            kind = kind is null || mark > 0 ? found : kind;
            _peekedAt = mark;
        }

        Encoding = CsvEncodings.NameOf(kind.Value);
        _transcoder = kind == TextEncoding.Utf8 ? null : new CsvTranscoder(kind.Value, ReadBytes);
    }

    /// <summary>What the file is called.</summary>
    public string File { get; }

    /// <summary>What its text is encoded as.</summary>
    public string Encoding { get; }

    /// <summary>How many bytes there will be, where that is known.</summary>
    public long? Length => _gzip is null && _transcoder is null && _raw.Length > 0 ? _raw.Length : null;

    /// <summary>How much of the file was read, from 0 to 1.</summary>
    public double Share => _raw.Length > 0 ? Math.Min(1, _raw.Position / (double)_raw.Length) : 0;

    /// <exception cref="IrisFlowException">The file can't be opened or read.</exception>
    public static CsvInput Open(CsvSource source, CsvOptions options)
    {
        var raw = source.Open();
        try
        {
            return new CsvInput(source.File, raw, options);
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="target">Where to; room for some characters.</param>
    /// <returns>How many bytes; 0 at the end.</returns>
    /// <exception cref="IrisFlowException">The file can't be read, or is no sound gzip.</exception>
    public int Read(Span<byte> target) => _transcoder is null ? ReadBytes(target) : _transcoder.Read(target);

    public void Dispose()
    {
        _gzip?.Dispose();
        _raw.Dispose();
    }

    private int ReadBytes(Span<byte> target)
    {
        if (_peekedAt < _peeked.Length)
        {
            var count = Math.Min(target.Length, _peeked.Length - _peekedAt);
            _peeked.AsSpan(_peekedAt, count).CopyTo(target);
            _peekedAt += count;
            return count;
        }

        return ReadStream(target);
    }

    private void Peek()
    {
        var bytes = new byte[PeekBytes];
        var have = 0;
        while (have < bytes.Length && ReadStream(bytes.AsSpan(have)) is > 0 and var read)
        {
            have += read;
        }

        _peeked = bytes[..have];
    }

    private int ReadStream(Span<byte> target)
    {
        try
        {
            var read = _gzip is null ? _raw.Read(target) : _gzip.Read(target);
            _bytes += read;
            if (_gzip is not null && _bytes > FreeBytes && _bytes / _expansion > _raw.Position)
            {
                throw new IrisFlowException(new Finding("IF371", $"The text is more than {_expansion} times as long as its compressed file.")
                {
                    File = File,
                    Expected = "A file made to fill disks is of this kind; where it is none, allow more (maxExpansion).",
                });
            }

            return read;
        }
        catch (InvalidDataException error)
        {
            throw new IrisFlowException(
                new Finding("IF372", $"The compressed file is damaged: {error.Message}") { File = File, Expected = "Make it again with gzip; gzip -t tells whether it is sound." }, inner: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw SourceFile.Unreadable(File, error);
        }
    }
}
