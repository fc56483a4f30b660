using System.Collections.Immutable;

namespace IrisFlow.Parquet.Reading;

/// <summary>Reads the schema, the table or single columns of a file, and says with every fault which file and column it is in.</summary>
internal static class TableReader
{
    public static Schema ReadSchema(string path) => InFile(path, () =>
    {
        using var file = new ParquetFile(path);
        return SchemaOf(file.Columns);
    });

    public static Table Read(string path, IReadOnlyList<string>? columns, CancellationToken cancellation) => InFile(path, () =>
    {
        using var file = new ParquetFile(path);
        var chosen = columns is null ? file.Columns : Choose(file.Columns, columns);
        var schema = SchemaOf(chosen);
        return new Table(schema, WholeColumns.Read(file, chosen, cancellation), ReadTexts(file), (int)file.Metadata.Rows);
    });

    public static TableSource Open(string path) => InFile(path, () =>
    {
        using var file = new ParquetFile(path);
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

    public static List<Leaf> Choose(IReadOnlyList<Leaf> columns, IReadOnlyList<string> names)
    {
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

    public static Schema SchemaOf(IReadOnlyList<Leaf> columns)
    {
        var refused = columns.Where(c => c.Refusal is not null).Select(c => new Finding("IF314", $"Column '{c.Field.Name}' is {c.Refusal}, which is not supported.")
        {
            Column = c.Field.Name,
            Expected = "Flat columns of bool, int, float, string, date or timestamp; name the columns to read, without this one.",
        }).ToList();
        return refused.Count == 0 ? new Schema(columns.Select(c => c.Field)) : throw new IrisFlowException(refused);
    }

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
