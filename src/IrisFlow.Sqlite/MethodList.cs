using System.IO.Compression;
using System.Text;

namespace IrisFlow.Sqlite;

/// <summary>The methods behind a fingerprint as one compressed text, a line each: thousands of them, of which most stay the same from one edit to the next.</summary>
internal static class MethodList
{
    public static byte[] Pack(IReadOnlyList<MethodHash> methods)
    {
        using var packed = new MemoryStream();
        using (var text = new StreamWriter(new BrotliStream(packed, CompressionLevel.Fastest), new UTF8Encoding(false)) { NewLine = "\n" })
        {
            foreach (var method in methods)
            {
                text.Write(method.Hash);
                text.Write(' ');
                text.WriteLine(method.Name);
            }
        }

        return packed.ToArray();
    }

    public static IReadOnlyList<MethodHash> Unpack(byte[] packed)
    {
        using var text = new StreamReader(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress));
        var methods = new List<MethodHash>();
        while (text.ReadLine() is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            methods.Add(new(line[(space + 1)..], line[..space]));
        }

        return methods;
    }
}
