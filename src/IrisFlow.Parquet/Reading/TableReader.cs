using System.Collections.Immutable;

namespace IrisFlow.Parquet.Reading;

/// <summary>Reads the schema, the table or single columns of a file, and says with every fault which file and column it is in.</summary>
internal static class TableReader
{
    public static Schema ReadSchema(string path, ForeignValues values) => InFile(path, () =>
    {
        using var file = new ParquetFile(path, values);
        return SchemaOf(file.Columns);
    });

    public static IReadOnlyList<Finding> LeftOut(string path, ForeignValues values) => InFile<IReadOnlyList<Finding>>(path, () =>
    {
        using var file = new ParquetFile(path, values);
        return [.. file.Footer.LeftOut.Select(part => Warning(part) with { File = path })];
    });

    public static Table Read(string path, ForeignValues values, IReadOnlyList<string>? columns, CancellationToken cancellation) => InFile(path, () =>
    {
        using var file = new ParquetFile(path, values);
        var chosen = columns is null ? file.Columns : Choose(file.Footer, columns);
        var schema = SchemaOf(chosen);
        return new Table(schema, WholeColumns.Read(file, chosen, cancellation), ReadTexts(file), (int)file.Metadata.Rows);
    });

    public static TableSource Open(string path, ForeignValues values) => InFile(path, () =>
    {
        using var file = new ParquetFile(path, values);
        return new ParquetSource(path, file.Footer, SchemaOf(file.Columns), ReadTexts(file))
        {
            ColumnDigests = file.Metadata.Texts.Where(t => t.Key == TableDigest.ColumnsEntry).Select(t => t.Value).FirstOrDefault(),
        };
    });

    public static T InFile<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (IrisFlowException fault)
        {
            throw fault.At(path);
        }
        catch (IOException e)
        {
            throw Fault.NotOpened(path, e);
        }
    }

    private static Finding Warning(LeftOut part) => new("IF350", $"Column '{part.Name}' is {part.What}, which a table can't hold.")
    {
        Severity = Severity.Warning,
        Column = part.Name,
        Expected = "Tables have flat columns, and read the fields of structs as such; name the columns to read, without this one.",
    };

    public static List<Leaf> Choose(Footer footer, IReadOnlyList<string> names)
    {
        var columns = footer.Columns;
        var chosen = new List<Leaf>(names.Count);
        var findings = new List<Finding>();
        foreach (var name in names)
        {
            if (chosen.Exists(c => c.Field.Name == name))
            {
                findings.Add(new Finding("IF317", $"Column '{name}' is asked for twice.") { Column = name, Expected = "Each column once." });
            }
            else if (columns.FirstOrDefault(c => c.Field.Name == name) is { } found)
            {
                chosen.Add(found);
            }
            else if (footer.LeftOut.FirstOrDefault(p => p.Name == name) is { } part)
            {
                findings.Add(Warning(part) with { Severity = Severity.Error });
            }
            else
            {
                findings.Add(new Finding("IF201", $"There is no column '{name}'.")
                {
                    Column = name,
                    Expected = NearMiss.OneOf(name, columns.Select(c => c.Field.Name), "The columns are"),
                });
            }
        }

        return findings.Count == 0 ? chosen : throw new IrisFlowException(findings);
    }

    public static Schema SchemaOf(IReadOnlyList<Leaf> columns) => new(columns.Select(c => c.Field));

    private static ImmutableSortedDictionary<string, string> ReadTexts(ParquetFile file)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var ours = file.Metadata.CreatedBy == Writing.FooterBuilder.CreatedBy;
        foreach (var (key, value) in file.Metadata.Texts)
        {
            if (key != TableDigest.ColumnsEntry && (ours || !DescribesItsFile(key)))
            {
                texts[key] = value;
            }
        }

        return texts.ToImmutable();
    }

    // Notes of other programs on the columns of their own file: carried along to another table they would be wrong, and those
    // programs would believe them.
    private static bool DescribesItsFile(string key) =>
        key == "pandas" || key.StartsWith("ARROW:", StringComparison.Ordinal) || key.StartsWith("org.apache.", StringComparison.Ordinal);
}
