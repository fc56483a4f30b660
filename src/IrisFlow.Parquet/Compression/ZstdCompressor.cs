using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Compression;

/// <summary>Compresses with Zstandard, a frame a page.</summary>
internal sealed unsafe class ZstdCompressor : Compressor
{
    // On text, which is most of what the encodings leave to a codec, level 3 gave no fewer bytes in nearly half as much time again.
    private const int Level = 1;
    private ZstdContext? _context;

    public override void Compress(ReadOnlySpan<byte> source, ByteBuffer target)
    {
        var library = ZstdLibrary.Instance;
        _context ??= ZstdContext.ToCompress(library);
        var room = target.Reserve(checked((int)library.CompressBound((nuint)source.Length)));
        nuint result;
        fixed (byte* from = source, to = room)
        {
            result = library.Compress(_context.DangerousGetHandle(), to, (nuint)room.Length, from, (nuint)source.Length, Level);
        }

        if (library.ErrorOf(result) is { } error)
        {
            throw new InvalidOperationException($"libzstd can't compress {source.Length} bytes: {error}.");
        }

        target.Shrink(room.Length - (int)result);
    }

    public override void Dispose()
    {
        _context?.Dispose();
        base.Dispose();
    }
}
