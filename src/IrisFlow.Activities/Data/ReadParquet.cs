using System.Diagnostics.CodeAnalysis;

namespace IrisFlow.Activities;

/// <summary>Reads a Parquet file. Fields of structs become columns, named as in struct.field; lists and maps are left out with a warning.</summary>
/// <example>{ "path": "data/sales.parquet", "keep": "year &gt;= 2024" }</example>
[Activity("data.read-parquet", Tags = ["import", "load", "open", "source"])]
public sealed class ReadParquet : Activity
{
    // About 32 MiB. Below it columns are best read each in one go.
    private const long ManyValues = 4 << 20;

    /// <summary>The file, relative to the workflow file.</summary>
    [SourceFile]
    public required string Path { get; init; }

    /// <summary>The columns to read, in this order; all when none are named. Columns that are not read cost nothing.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>
    /// A condition on the rows to read, such as year &gt;= 2024 and country = 'DE'; all rows when there is none. It may name columns that are
    /// not read otherwise. Parts of the file that its own statistics rule out are not read at all.
    /// </summary>
    [ExpressionOver(nameof(Path))]
    public string? Keep { get; init; }

    /// <summary>What decimal numbers become: the nearest float64, or their exact digits as text.</summary>
    public DecimalReading Decimals { get; init; } = DecimalReading.Float64;

    /// <summary>What bytes become of which the file does not say that they are text: text in UTF-8, or hexadecimal digits.</summary>
    public BinaryReading Binary { get; init; } = BinaryReading.Text;

    /// <summary>The rows of the file.</summary>
    public Out<Table> Rows { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes) => SourceFile.Describe(shapes, Rows, Path, path =>
    {
        var format = Format(shapes.Environment);
        var leftOut = SourceFile.Known(shapes, this, path, "left out", () => format.LeftOut(path));
        foreach (var finding in Untold(leftOut))
        {
            shapes.Report(finding with { Port = "path" });
        }

        var schema = SourceFile.Known(shapes, this, path, "schema", () => format.ReadSchema(path));
        foreach (var finding in ProblemsOfKeep(schema))
        {
            shapes.Report(finding);
        }

        return Chosen(schema, leftOut);
    });

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var (format, path) = (Format(step.Environment), step.Environment.PathOf(Path));
        foreach (var finding in Untold(format.LeftOut(path, step.Cancellation)))
        {
            step.Warn(finding.Message);
        }

        if (Keep is not null)
        {
            ReadKept(step, format.Open(path, step.Cancellation), Expression.Parse(Keep));
            return Task.CompletedTask;
        }

        if (!TryOpenLarge(format, path, step.Cancellation, out var source, out var chosen))
        {
            step.Write(Rows, format.Read(path, Columns, step.Cancellation));
            return Task.CompletedTask;
        }

        using var rows = step.Create(Rows, new Schema(chosen.Select(c => source.Schema[c])));
        foreach (var batch in source.ReadBatches(chosen, step.Cancellation))
        {
            rows.Write(batch);
            step.Report(rows.RowCount / (double)source.RowCount);
        }

        rows.Finish(source.Metadata);
        return Task.CompletedTask;
    }

    private void ReadKept(StepContext step, TableSource source, Expression condition)
    {
        if (ProblemsOfKeep(source.Schema) is { Count: > 0 } problems)
        {
            throw new IrisFlowException(problems);
        }

        var schema = Chosen(source.Schema, []);
        var read = schema.Names.Union(condition.Columns).Select(source.Schema.IndexOf).ToArray();
        using var rows = step.Create(Rows, schema);
        foreach (var batch in source.ReadPassing(read, condition.Tests, step.Cancellation))
        {
            rows.Write(batch.Filter(condition).Select(schema.Names));
        }

        rows.Finish(source.Metadata);
    }

    private List<Finding> ProblemsOfKeep(Schema schema)
    {
        var problems = new List<Finding>();
        try
        {
            if (Keep is not null)
            {
                Expression.Parse(Keep).CheckCondition(Shape.Of(schema), problems.Add);
            }
        }
        catch (IrisFlowException error)
        {
            problems.AddRange(error.Findings);
        }

        return problems.ConvertAll(p => p with { Port = "keep" });
    }

    /// <summary>True for a file that is to be read batch by batch. Whatever is wrong with one is said by those who read it whole.</summary>
    private bool TryOpenLarge(TableFormat format, string path, CancellationToken cancellation, [NotNullWhen(true)] out TableSource? source, out int[] chosen)
    {
        try
        {
            var schema = (source = format.Open(path, cancellation)).Schema;
            chosen = [.. (Columns ?? schema.Names).Select(schema.IndexOf)];
            return (long)source.RowCount * chosen.Length >= ManyValues && !chosen.Contains(-1) && chosen.Distinct().Count() == chosen.Length;
        }
        catch (IrisFlowException)
        {
            (source, chosen) = (null, []);
            return false;
        }
    }

    private TableFormat Format(StepEnvironment environment) => environment.Formats.Named("parquet").With(new ForeignValues(Decimals, Binary));

    // Who names the columns has seen what there is.
    private IReadOnlyList<Finding> Untold(IReadOnlyList<Finding> leftOut) => Columns is null ? leftOut : [];

    private Schema Chosen(Schema schema, IReadOnlyList<Finding> leftOut)
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

            findings.Add(leftOut.FirstOrDefault(f => f.Column == name) is { } unread
                ? unread with { Severity = Severity.Error, Port = "columns" }
                : new Finding("IF201", $"'{Path}' has no column '{name}'.")
                {
                    Port = "columns",
                    Column = name,
                    Expected = NearMiss.OneOf(name, schema.Names, "Its columns are"),
                });
        }

        return findings.Count == 0 ? new Schema(fields) : throw new IrisFlowException(findings);
    }
}
