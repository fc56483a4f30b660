using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace IrisFlow.Sqlite;

/// <summary>The methods behind a fingerprint as one text, a line each; compressed where there are thousands of them. The first byte says which.</summary>
internal static class MethodList
{
    private const byte Plain = 0;
    private const byte Brotli = 1;

    // Below this, loading what compresses costs more than the bytes.
    private const int Large = 64 * 1024;

    public static byte[] Pack(IReadOnlyList<MethodHash> methods)
    {
        var text = new StringBuilder();
        foreach (var method in methods)
        {
            text.Append(method.Hash).Append(' ').Append(method.Name).Append('\n');
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return bytes.Length < Large ? [Plain, .. bytes] : [Brotli, .. Compressed(bytes)];
    }

    public static IReadOnlyList<MethodHash> Unpack(byte[] packed)
    {
        var bytes = packed[0] == Plain ? packed.AsSpan(1) : Decompressed(packed.AsSpan(1).ToArray());
        var methods = new List<MethodHash>();
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            methods.Add(new(line[(space + 1)..], line[..space]));
        }

        return methods;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Compressed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Decompressed(byte[] bytes)
    {
        using var stream = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var text = new MemoryStream();
        stream.CopyTo(text);
        return text.ToArray();
    }
}
