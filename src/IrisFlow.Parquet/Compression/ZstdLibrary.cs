using System.Runtime.InteropServices;

namespace IrisFlow.Parquet.Compression;

/// <summary>The system's libzstd, loaded when a page first needs it.</summary>
internal sealed unsafe class ZstdLibrary
{
    // Not found is not remembered: somebody may install it while the program runs.
    private static readonly Lazy<ZstdLibrary> Loaded = new(() => Load(Names), LazyThreadSafetyMode.PublicationOnly);

    private ZstdLibrary(nint handle)
    {
        nint At(string name) => NativeLibrary.GetExport(handle, name);
        CompressBound = (delegate* unmanaged<nuint, nuint>)At("ZSTD_compressBound");
        Compress = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, int, nuint>)At("ZSTD_compressCCtx");
        Decompress = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nuint>)At("ZSTD_decompressDCtx");
        ContentSize = (delegate* unmanaged<byte*, nuint, ulong>)At("ZSTD_getFrameContentSize");
        FrameSize = (delegate* unmanaged<byte*, nuint, nuint>)At("ZSTD_findFrameCompressedSize");
        CreateCompressor = (delegate* unmanaged<nint>)At("ZSTD_createCCtx");
        CreateDecompressor = (delegate* unmanaged<nint>)At("ZSTD_createDCtx");
        FreeCompressor = (delegate* unmanaged<nint, nuint>)At("ZSTD_freeCCtx");
        FreeDecompressor = (delegate* unmanaged<nint, nuint>)At("ZSTD_freeDCtx");
        _isError = (delegate* unmanaged<nuint, uint>)At("ZSTD_isError");
        _errorName = (delegate* unmanaged<nuint, byte*>)At("ZSTD_getErrorName");
    }

    private readonly delegate* unmanaged<nuint, uint> _isError;
    private readonly delegate* unmanaged<nuint, byte*> _errorName;

    /// <summary>The library of this machine.</summary>
    /// <exception cref="IrisFlowException">There is none.</exception>
    public static ZstdLibrary Instance => Loaded.Value;

    /// <summary>The most bytes that so many can become.</summary>
    public delegate* unmanaged<nuint, nuint> CompressBound { get; }

    /// <summary>Context, target and its length, source and its length, level.</summary>
    public delegate* unmanaged<nint, byte*, nuint, byte*, nuint, int, nuint> Compress { get; }

    /// <summary>Context, target and its length, source and its length. Never writes beyond the target.</summary>
    public delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nuint> Decompress { get; }

    /// <summary>What a frame says it holds; the two greatest numbers where it does not say, or is none.</summary>
    public delegate* unmanaged<byte*, nuint, ulong> ContentSize { get; }

    /// <summary>The stored bytes of the first frame.</summary>
    public delegate* unmanaged<byte*, nuint, nuint> FrameSize { get; }

    public delegate* unmanaged<nint> CreateCompressor { get; }

    public delegate* unmanaged<nint> CreateDecompressor { get; }

    public delegate* unmanaged<nint, nuint> FreeCompressor { get; }

    public delegate* unmanaged<nint, nuint> FreeDecompressor { get; }

    private static string[] Names => OperatingSystem.IsWindows() ? ["libzstd.dll", "zstd.dll"]
        : OperatingSystem.IsMacOS() ? ["libzstd.1.dylib", "libzstd.dylib", "/opt/homebrew/lib/libzstd.1.dylib"]
        : ["libzstd.so.1", "libzstd.so"];

    /// <summary>The first of these libraries that is there.</summary>
    /// <exception cref="IrisFlowException">None is.</exception>
    public static ZstdLibrary Load(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return new(handle);
            }
        }

        throw new IrisFlowException(new Finding("IF365", $"The compression ZSTD needs the library libzstd, which is not on this machine ({string.Join(", ", names)}).")
        {
            Expected = "Install it (Debian, Ubuntu: libzstd1; macOS: zstd), or write with another compression: snappy, gzip or none.",
            Next = "apt-get install libzstd1",
        });
    }

    /// <summary>What a result means; null where it is a number of bytes.</summary>
    public string? ErrorOf(nuint result) => _isError(result) == 0 ? null : Marshal.PtrToStringUTF8((nint)_errorName(result));
}
