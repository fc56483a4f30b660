namespace IrisFlow.Parquet.Writing;

/// <summary>The file as it is written: a small one leaves in one write, a large one piece by piece, beside the encoding of what comes next.</summary>
internal sealed class FileOutput(Stream stream) : IDisposable
{
    private const int PieceBytes = 1 << 16;

    // Below it a thread costs more than it gives.
    private const long LeastBesideBytes = 1 << 20;
    private readonly List<(byte[] Bytes, int Length, SegmentPool Pool)> _given = [];
    private Task _writing = Task.CompletedTask;
    private long _givenBytes;
    private long _flushed;

    public ByteBuffer Buffer { get; } = new();

    /// <summary>Bytes so far, which is where the next one stands. The stream's own position says nothing: it may not start at 0.</summary>
    public long Position => _flushed + Buffer.Length + _givenBytes;

    /// <summary>Takes over a segment, which goes back to the pool once <see cref="Begin"/> has written it.</summary>
    public void Give(byte[] segment, int length, SegmentPool pool)
    {
        _given.Add((segment, length, pool));
        _givenBytes += length;
    }

    /// <summary>Writes what was given, beside the caller where it is much. Until <see cref="Wait"/> nothing else may be asked of the output.</summary>
    public void Begin()
    {
        if (_givenBytes >= LeastBesideBytes)
        {
            _writing = Task.Run(WriteGiven);
        }
        else
        {
            WriteGiven();
        }
    }

    /// <summary>Ends when what was given is written.</summary>
    /// <exception cref="IOException">The stream did not take it.</exception>
    public void Wait() => _writing.GetAwaiter().GetResult();

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

    public void Dispose()
    {
        // Whoever disposes the stream next must not do so under the hands of the one that writes; its error was told or is not wanted.
        _writing.ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        Buffer.Dispose();
    }

    private void WriteGiven()
    {
        foreach (var (bytes, length, pool) in _given)
        {
            Write(bytes.AsSpan(0, length));
            _givenBytes -= length;
            pool.Return(bytes);
        }

        _given.Clear();
    }
}
