using System.IO.Compression;

namespace IrisFlow.Activities;

/// <summary>The bytes in a gzip file, of all its members.</summary>
/// <remarks>
/// The system's decompressor takes the end of a file for the end of its text, wherever it is. So a member of our own is put behind the
/// file: only where its content comes out last was the file whole.
/// </remarks>
internal sealed class CsvGzip(Stream raw) : IDisposable
{
    private static readonly byte[] Token = "the end of a gzip file that was not cut"u8.ToArray();

    private readonly GZipStream _stream = new(new Followed(raw, Member()), CompressionMode.Decompress);
    private readonly byte[] _held = new byte[1 << 16];
    private int _at;
    private int _count;
    private bool _atEnd;

    /// <summary>Reads bytes.</summary>
    /// <returns>How many; 0 at the end.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public int Read(Span<byte> target)
    {
        // As many as the token has are held back: they may be it.
        while (!_atEnd && _count - _at <= Token.Length)
        {
            _held.AsSpan(_at.._count).CopyTo(_held);
            (_at, _count) = (0, _count - _at);
            var read = _stream.Read(_held.AsSpan(_count));
            _count += read;
            _atEnd = read == 0;
        }

        if (_atEnd && !_held.AsSpan(_at.._count).SequenceEqual(Token))
        {
            throw new InvalidDataException("It ends in the middle.");
        }

        var length = Math.Min(target.Length, _count - _at - Token.Length);
        _held.AsSpan(_at, length).CopyTo(target);
        _at += length;
        return length;
    }

    public void Dispose() => _stream.Dispose();

    private static byte[] Member()
    {
        using var member = new MemoryStream();
        using (var zip = new GZipStream(member, CompressionLevel.NoCompression, leaveOpen: true))
        {
            zip.Write(Token);
        }

        return member.ToArray();
    }

    /// <summary>A stream with some bytes behind it.</summary>
    private sealed class Followed(Stream first, byte[] then) : Stream
    {
        private int _given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (first.Read(buffer) is > 0 and var read)
            {
                return read;
            }

            var length = Math.Min(buffer.Length, then.Length - _given);
            then.AsSpan(_given, length).CopyTo(buffer);
            _given += length;
            return length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
