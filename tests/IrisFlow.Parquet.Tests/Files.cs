namespace IrisFlow.Parquet.Tests;

/// <summary>Writes and reads tables through real files in a folder that goes away with the test.</summary>
internal sealed class Files : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("irisflow-parquet-").FullName;

    public static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    public static byte[] Bytes(Table table, ParquetOptions? options = null)
    {
        using var stream = new MemoryStream();
        new ParquetFormat(options ?? new ParquetOptions()).Write(table, stream);
        return stream.ToArray();
    }

    public string Write(Table table, ParquetOptions? options = null, string name = "table") => Write(Bytes(table, options), name);

    public string Write(byte[] bytes, string name = "table")
    {
        var path = Path.Combine(Folder, name + ".parquet");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public Table RoundTrip(Table table, ParquetOptions? options = null) => new ParquetFormat().Read(Write(table, options));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
