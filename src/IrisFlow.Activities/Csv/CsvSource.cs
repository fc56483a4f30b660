namespace IrisFlow.Activities;

/// <summary>A file that can be opened as often as it takes to read it.</summary>
/// <param name="File">What it is called.</param>
/// <param name="Open">Opens it at its beginning.</param>
internal sealed record CsvSource(string File, Func<Stream> Open)
{
    public static CsvSource Of(string path) => new(path, () => SourceFile.Open(path));

    /// <summary>Text that is no file.</summary>
    public static CsvSource Of(string file, byte[] bytes) => new(file, () => new MemoryStream(bytes, writable: false));
}
