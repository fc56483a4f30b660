using System.Buffers;
using IrisFlow.Parquet.Checksums;

namespace IrisFlow.Parquet.Reading;

/// <summary>The bytes of a column chunk from front to back through a window: a chunk is never in memory as a whole, and what is passed over is not read.</summary>
internal sealed class ChunkBytes(ParquetFile file) : IDisposable
{
    // What is read and then checked should still be in the second-level cache when the check comes.
    private const int SliceBytes = 1 << 17;
    private byte[] _window = [];
    private int _from;
    private int _to;
    private long _next;
    private long _end;
    private int _ahead;

    /// <summary>Bytes of the chunk still to come.</summary>
    public long Left => _end - _next + (_to - _from);

    /// <summary>Steps to another chunk, which must lie within the file.</summary>
    /// <param name="start">Its first byte.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="ahead">How far to read beyond what is asked for.</param>
    public void Begin(long start, long length, int ahead) => (_next, _end, _from, _to, _ahead) = (start, start + length, 0, 0, ahead);

    /// <summary>The bytes that come next, at least as many as wanted if the chunk has them.</summary>
    public ReadOnlySpan<byte> Peek(int wanted)
    {
        if (_to - _from < wanted && _next < _end)
        {
            Fill(wanted);
        }

        return _window.AsSpan(_from.._to);
    }

    /// <summary>The next bytes, which the chunk must have; good until the next call.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        var taken = Peek(count)[..count];
        _from += count;
        return taken;
    }

    /// <summary>Fills the target with the next bytes, which the chunk must have: from the file straight to their place.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="crc">The checksum of what came before; of all when it returns. Null where nobody will ask for it.</param>
    public void Take(Span<byte> target, Crc32? crc)
    {
        var read = Math.Min(_to - _from, target.Length);
        _window.AsSpan(_from, read).CopyTo(target);
        crc?.Append(target[..read]);
        _from += read;
        for (target = target[read..]; !target.IsEmpty; target = target[read..])
        {
            read = Math.Min(target.Length, SliceBytes);
            file.Read(_next, target[..read]);
            crc?.Append(target[..read]);
            _next += read;
        }
    }

    /// <summary>Passes over bytes, which the chunk must have.</summary>
    public void Skip(long count)
    {
        var inWindow = (int)Math.Min(count, _to - _from);
        _from += inWindow;
        _next += count - inWindow;
    }

    public void Dispose()
    {
        if (_window.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_window);
            _window = [];
        }

        (_from, _to) = (0, 0);
    }

    private void Fill(int wanted)
    {
        var kept = _to - _from;
        var size = (int)Math.Min(Math.Min((long)wanted + _ahead, Array.MaxLength), Left);
        if (size > _window.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(size);
            _window.AsSpan(_from, kept).CopyTo(larger);
            Dispose();
            _window = larger;
        }
        else
        {
            _window.AsSpan(_from, kept).CopyTo(_window);
        }

        (_from, _to) = (0, kept);
        file.Read(_next, _window.AsSpan(kept, size - kept));
        _to = size;
        _next += size - kept;
    }
}
