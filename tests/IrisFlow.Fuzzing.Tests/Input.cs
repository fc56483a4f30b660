namespace IrisFlow.Fuzzing;

/// <summary>One file to read.</summary>
/// <param name="Bytes">What it holds.</param>
/// <param name="Ways">The ways into it; the first reads all of it, and the others are held against that.</param>
/// <param name="Only">What any way must give that gives anything; null where anything may come.</param>
internal sealed record Input(byte[] Bytes, IReadOnlyList<Way> Ways, Reading? Only = null);

/// <summary>A format under test: good files, and changes to them.</summary>
internal abstract class Target
{
    public static IReadOnlyList<string> Names { get; } = ["parquet", "csv"];

    /// <summary>The extension of its files, without the dot.</summary>
    public abstract string Extension { get; }

    /// <summary>The files that are changed, by name, each of which is read without a fault or refused with a documented one.</summary>
    public abstract IReadOnlyList<(string Name, byte[] Bytes)> Good { get; }

    /// <summary>All ways into a file that is given as it is.</summary>
    public abstract IReadOnlyList<Way> Ways { get; }

    /// <summary>The changed file of a seed and a number: always the same one.</summary>
    public Input Make(long seed, long number) => Make(new SeededRandom(unchecked((seed * 0x9E3779B97F4A7C1) + number)));

    protected abstract Input Make(SeededRandom random);

    public static Target Of(string name) => name switch
    {
        "parquet" => new Parquet.ParquetTarget(),
        "csv" => new Csv.CsvTarget(),
        _ => throw new ArgumentException($"There is no target '{name}': there are {string.Join(" and ", Names)}.", nameof(name)),
    };

    /// <summary>The files of a folder beside the program, in the order of their names.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Folder(string name, string pattern = "*") =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", name), pattern)
            .Where(f => !f.EndsWith(".txt", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(f => (Path.GetFileName(f), File.ReadAllBytes(f)));
}
