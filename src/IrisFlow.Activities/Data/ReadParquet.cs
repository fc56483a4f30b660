namespace IrisFlow.Activities;

/// <summary>Reads a Parquet file.</summary>
[Activity("data.read-parquet")]
public sealed class ReadParquet : Activity
{
    /// <summary>The file, relative to the workflow file.</summary>
    [SourceFile]
    public required string Path { get; init; }

    /// <summary>The columns to read, in this order; all when none are named. Columns that are not read cost nothing.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The rows of the file.</summary>
    public Out<Table> Rows { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes) =>
        SourceFile.Describe(shapes, Rows, Path, path => Chosen(shapes.Environment.Formats.Named("parquet").ReadSchema(path)));

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var path = step.Environment.PathOf(Path);
        step.Write(Rows, step.Environment.Formats.Named("parquet").Read(path, Columns, step.Cancellation));
        return Task.CompletedTask;
    }

    private Schema Chosen(Schema schema)
    {
        if (Columns is null)
        {
            return schema;
        }

        var findings = new List<Finding>();
        var fields = new List<Field>();
        foreach (var name in Columns.Distinct())
        {
            if (schema.Find(name) is { } field)
            {
                fields.Add(field);
                continue;
            }

            findings.Add(new Finding("IF201", $"'{Path}' has no column '{name}'.")
            {
                Port = "columns",
                Column = name,
                Expected = NearMiss.OneOf(name, schema.Names, "Its columns are"),
            });
        }

        return findings.Count == 0 ? new Schema(fields) : throw new IrisFlowException(findings);
    }
}
