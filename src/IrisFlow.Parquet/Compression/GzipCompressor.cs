using System.IO.Compression;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Compression;

/// <summary>Compresses with gzip at its usual level: whoever chooses it wants small files.</summary>
internal sealed class GzipCompressor : Compressor
{
    public override void Compress(ReadOnlySpan<byte> source, ByteBuffer target)
    {
        using var gzip = new GZipStream(new BufferStream(target), CompressionLevel.Optimal);
        gzip.Write(source);
    }

    private sealed class BufferStream(ByteBuffer target) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => target.Length;

        public override long Position
        {
            get => target.Length;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => target.Write(buffer);

        public override void Write(byte[] buffer, int offset, int count) => target.Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
