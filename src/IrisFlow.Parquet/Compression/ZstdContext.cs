using System.Runtime.InteropServices;

namespace IrisFlow.Parquet.Compression;

/// <summary>Working memory of libzstd, for one call at a time.</summary>
internal sealed unsafe class ZstdContext : SafeHandle
{
    private readonly delegate* unmanaged<nint, nuint> _free;

    private ZstdContext(nint context, delegate* unmanaged<nint, nuint> free)
        : base(0, ownsHandle: true)
    {
        _free = free;
        SetHandle(context);
        if (IsInvalid)
        {
            throw new InsufficientMemoryException("libzstd got no memory for its context.");
        }
    }

    public override bool IsInvalid => handle == 0;

    public static ZstdContext ToCompress(ZstdLibrary library) => new(library.CreateCompressor(), library.FreeCompressor);

    public static ZstdContext ToDecompress(ZstdLibrary library) => new(library.CreateDecompressor(), library.FreeDecompressor);

    protected override bool ReleaseHandle() => _free(handle) == 0;
}
