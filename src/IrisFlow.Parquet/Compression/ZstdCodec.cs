namespace IrisFlow.Parquet.Compression;

/// <summary>Zstandard, through the system's libzstd. What a frame says of its own length is not believed: the target's is the limit.</summary>
internal sealed unsafe class ZstdCodec : Codec
{
    // A context is memory to work in, without a state between two calls.
    [ThreadStatic]
    private static ZstdContext? _context;

    // A block of 128 KiB of one byte repeated takes 4 bytes.
    public override int MaxExpansion => 1 << 15;

    // Nearly every writer lets a frame say what it holds. Where that and the page header differ, no memory is taken to find out.
    public override bool CanGive(ReadOnlySpan<byte> source, int size)
    {
        const ulong unknown = ulong.MaxValue;
        const ulong noFrame = ulong.MaxValue - 1;
        var library = ZstdLibrary.Instance;
        fixed (byte* from = source)
        {
            var said = library.ContentSize(from, (nuint)source.Length);
            return base.CanGive(source, size) && said switch
            {
                unknown or noFrame => true,
                _ when library.FrameSize(from, (nuint)source.Length) == (nuint)source.Length => said == (ulong)size,
                _ => said <= (ulong)size,
            };
        }
    }

    public override void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var library = ZstdLibrary.Instance;
        var context = _context ??= ZstdContext.ToDecompress(library);
        nuint result;
        fixed (byte* from = source, to = target)
        {
            result = library.Decompress(context.DangerousGetHandle(), to, (nuint)target.Length, from, (nuint)source.Length);
        }

        if (library.ErrorOf(result) is { } error)
        {
            throw Fault.Damaged($"A page compressed with ZSTD is damaged, or gives more than {target.Length} bytes: {error}.", "A whole frame of Zstandard.");
        }

        if (result != (nuint)target.Length)
        {
            throw Fault.Damaged($"A page compressed with ZSTD gives {result} bytes instead of {target.Length}.", "As many bytes as the page header says.");
        }
    }
}
