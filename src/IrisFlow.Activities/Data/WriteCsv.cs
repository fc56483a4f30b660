using System.IO.Compression;

namespace IrisFlow.Activities;

/// <summary>Writes rows to a CSV file, for people and for other programs. The file is replaced as a whole or not at all.</summary>
/// <example>{ "path": "out/flowers.csv" }</example>
[Activity("data.write-csv", Tags = ["export", "save", "sink"])]
[SideEffect]
public sealed class WriteCsv : Activity
{
    /// <summary>Rows to write.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The file, relative to the workflow file; its folder is made when it is not there. A name that ends in .gz is compressed; one of .tsv is written with tabs.</summary>
    public required string Path { get; init; }

    /// <summary>What stands between two fields: one character, or the word tab. When not given: a tab for .tsv, a semicolon beside decimal commas, else a comma.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Which fields stand in quotes: those that need them, all text, or all that hold a value.</summary>
    public Quoting Quoting { get; init; }

    /// <summary>What stands for a missing value; nothing when not given. Text that is the same stands in quotes.</summary>
    public string NullText { get; init; } = "";

    /// <summary>What stands before the decimals of a number: a point or a comma.</summary>
    public string Decimal { get; init; } = ".";

    /// <summary>Puts an apostrophe before text that a spreadsheet would take for a formula. Other programs then read the apostrophe as part of the text.</summary>
    public bool SpreadsheetSafe { get; init; }

    /// <summary>One row about the file: its path, the number of rows and the number of bytes.</summary>
    public Out<Table> Written { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes) => shapes.Set(Written, Shape.Of(About("", 0, 0).Schema));

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var rows = step.Read(Rows);
        var format = new CsvFormat(new CsvOptions
        {
            Delimiter = CsvParameters.Delimiter(Delimiter) ?? (Is(".tsv") || Is(".tsv.gz") ? '\t' : null),
            Quoting = Quoting,
            NullText = NullText,
            Decimal = CsvParameters.Character(Decimal, "decimal", "It is a point or a comma.") ?? '.',
            SpreadsheetSafe = SpreadsheetSafe,
        });
        try
        {
            step.Write(Written, About(Path, rows.RowCount, Write(step.Environment.PathOf(Path), stream => Write(step, rows, format, stream))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(new Finding("IF304", $"'{Path}' can't be written: {error.Message}") { File = Path, IsTransient = Transience.Of(error) }, ExitCode.StepFailed, error);
        }

        return Task.CompletedTask;
    }

    private bool Is(string extension) => Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private void Write(StepContext step, Table rows, CsvFormat format, Stream stream)
    {
        // The compressed stream notes no time and no name: the same rows give the same bytes.
        using var zip = Is(".gz") ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true) : null;
        using var writer = format.Create(zip ?? stream, rows.Schema, step.Cancellation);
        foreach (var batch in rows.Batches(step.Cancellation))
        {
            writer.Write(batch);
            step.Report(writer.RowCount / (double)rows.RowCount);
        }

        writer.Finish();
    }

    private static long Write(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var partial = path + ".partial";
        long bytes;

        // Nobody else may open it: a second step that writes the same file at the same time fails instead of mixing with this one.
        using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
            bytes = stream.Length;
        }

        // Rename last: a crash before this line leaves only a .partial file, which the next run overwrites.
        File.Move(partial, path, overwrite: true);
        return bytes;
    }

    private static Table About(string path, long rows, long bytes) =>
        Table.Of(("path", Column.Of(path)), ("rows", Column.Of(rows)), ("bytes", Column.Of(bytes)));
}
