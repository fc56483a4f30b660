namespace IrisFlow.Parquet.Writing;

/// <summary>The file as it is written: a small one leaves in one write, a large one piece by piece.</summary>
internal sealed class FileOutput(Stream stream) : IDisposable
{
    private const int PieceBytes = 1 << 16;
    private long _flushed;

    public ByteBuffer Buffer { get; } = new();

    /// <summary>Bytes so far, which is where the next one stands. The stream's own position says nothing: it may not start at 0.</summary>
    public long Position => _flushed + Buffer.Length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < PieceBytes)
        {
            Buffer.Write(bytes);
            FlushIfLarge();
            return;
        }

        Flush();
        stream.Write(bytes);
        _flushed += bytes.Length;
    }

    public void FlushIfLarge()
    {
        if (Buffer.Length >= PieceBytes)
        {
            Flush();
        }
    }

    public void Flush()
    {
        if (Buffer.Length > 0)
        {
            stream.Write(Buffer.Written);
            _flushed += Buffer.Length;
            Buffer.Clear();
        }
    }

    public void Dispose() => Buffer.Dispose();
}
