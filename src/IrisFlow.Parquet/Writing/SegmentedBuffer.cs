namespace IrisFlow.Parquet.Writing;

/// <summary>Bytes that grow without being moved, until they go to the file.</summary>
internal sealed class SegmentedBuffer(SegmentPool pool)
{
    private const int SmallestBytes = 1024;
    private readonly List<byte[]> _full = [];
    private byte[] _last = [];
    private int _used;

    public long Length { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        while (true)
        {
            var now = Math.Min(bytes.Length, _last.Length - _used);
            bytes[..now].CopyTo(_last.AsSpan(_used));
            _used += now;
            if (now == bytes.Length)
            {
                return;
            }

            bytes = bytes[now..];
            AddSegment(bytes.Length);
        }
    }

    /// <summary>Gives the bytes to the file and lets go of them.</summary>
    public void MoveTo(FileOutput output)
    {
        foreach (var segment in _full)
        {
            output.Give(segment, segment.Length, pool);
        }

        if (_last.Length > 0)
        {
            output.Give(_last, _used, pool);
        }

        _full.Clear();
        (_last, _used, Length) = ([], 0, 0);
    }

    /// <summary>Lets go of the bytes.</summary>
    public void Clear()
    {
        _full.ForEach(pool.Return);
        _full.Clear();
        if (_last.Length > 0)
        {
            pool.Return(_last);
        }

        (_last, _used, Length) = ([], 0, 0);
    }

    // Small as long as little is known to come: there may be ten thousand columns.
    private void AddSegment(int needed)
    {
        if (_last.Length > 0)
        {
            _full.Add(_last);
        }

        var bytes = (int)Math.Clamp(Math.Max(needed, Length - needed), SmallestBytes, SegmentPool.LargestBytes);
        (_last, _used) = (pool.Rent(bytes), 0);
    }
}
