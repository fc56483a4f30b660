namespace IrisFlow;

/// <summary>The table formats there are, found by a file's extension.</summary>
public sealed class TableFormats(IEnumerable<TableFormat> formats)
{
    private readonly List<TableFormat> _formats = [.. formats];

    /// <summary>All formats.</summary>
    public IReadOnlyList<TableFormat> All => _formats;

    /// <summary>The format of this name.</summary>
    /// <exception cref="InvalidOperationException">There is none: the program was put together wrongly.</exception>
    public TableFormat Named(string name) =>
        _formats.Find(f => f.Name == name) ?? throw new InvalidOperationException($"The table format '{name}' is not part of this program.");

    /// <summary>The format for a file.</summary>
    /// <exception cref="IrisFlowException">No format answers to the extension.</exception>
    public TableFormat For(string path) =>
        _formats.Find(f => f.Extensions.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
        ?? throw new IrisFlowException(new Finding("IF301", $"'{path}' is not a table file: its extension says nothing known.")
        {
            File = path,
            Expected = $"Known extensions are {string.Join(", ", _formats.SelectMany(f => f.Extensions))}.",
        });
}
