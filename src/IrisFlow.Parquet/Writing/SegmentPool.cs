using System.Buffers;

namespace IrisFlow.Parquet.Writing;

/// <summary>Memory for encoded pages, used again by the next row group. The shared pool keeps too few large arrays for that.</summary>
internal sealed class SegmentPool
{
    public const int LargestBytes = 1 << 18;
    private readonly List<byte[]> _free = [];

    public byte[] Rent(int bytes)
    {
        if (bytes < LargestBytes)
        {
            return ArrayPool<byte>.Shared.Rent(bytes);
        }

        lock (_free)
        {
            if (_free.Count > 0)
            {
                var segment = _free[^1];
                _free.RemoveAt(_free.Count - 1);
                return segment;
            }
        }

        return GC.AllocateUninitializedArray<byte>(LargestBytes);
    }

    public void Return(byte[] segment)
    {
        if (segment.Length != LargestBytes)
        {
            ArrayPool<byte>.Shared.Return(segment);
            return;
        }

        lock (_free)
        {
            _free.Add(segment);
        }
    }
}
