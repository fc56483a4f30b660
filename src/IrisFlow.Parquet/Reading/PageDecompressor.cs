using System.Buffers;
using IrisFlow.Parquet.Compression;

namespace IrisFlow.Parquet.Reading;

/// <summary>Takes the compression off the pages of a chunk, one after the other into the same buffer.</summary>
internal sealed class PageDecompressor : IDisposable
{
    private byte[] _plain = [];

    /// <summary>What the chunk's pages are compressed with; null where they are not.</summary>
    public Codec? Codec { get; set; }

    /// <summary>What the bytes were before they were compressed; good until the next call.</summary>
    public ReadOnlySpan<byte> Decompress(ReadOnlySpan<byte> stored, int size)
    {
        if (Codec is null)
        {
            return stored.Length == size ? stored : throw Fault.SizesDiffer(stored.Length, size);
        }

        CheckClaim(stored, size);
        var plain = Room(size);
        Codec.Decompress(stored, plain);
        return plain;
    }

    /// <summary>The same straight to its place; what is left of it there is not wanted.</summary>
    public void Decompress(ReadOnlySpan<byte> stored, int size, Span<byte> target)
    {
        if (size > target.Length)
        {
            Decompress(stored, size)[..target.Length].CopyTo(target);
            return;
        }

        CheckClaim(stored, size);
        Codec!.Decompress(stored, target);
    }

    public void Dispose()
    {
        if (_plain.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_plain);
            _plain = [];
        }
    }

    private void CheckClaim(ReadOnlySpan<byte> stored, int size)
    {
        Limits.CheckExpansion(size, stored.Length, "A page");
        if (!Codec!.CanGive(stored, size))
        {
            throw Fault.Damaged(
                $"A page of {stored.Length} bytes claims {size} uncompressed, which it can't give.", $"At most {Codec.MaxExpansion} times the stored bytes, by its codec.");
        }
    }

    private Span<byte> Room(int size)
    {
        if (_plain.Length < size)
        {
            Dispose();
            _plain = ArrayPool<byte>.Shared.Rent(size);
        }

        return _plain.AsSpan(0, size);
    }
}
