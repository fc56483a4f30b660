using System.Collections;

namespace IrisFlow;

/// <summary>Named figures of a run: accuracy, log loss. The engine records each as <c>step.name</c>.</summary>
public sealed class Metrics : ICheckpoint<Metrics>, IReadOnlyDictionary<string, double>
{
    private readonly List<KeyValuePair<string, double>> _figures;

    /// <summary>Figures in the order they should be shown in; names in camel case.</summary>
    public Metrics(params IEnumerable<(string Name, double Value)> figures) =>
        _figures = [.. figures.Select(f => KeyValuePair.Create(f.Name, f.Value))];

    /// <inheritdoc/>
    public static string Kind => "metrics";

    /// <inheritdoc/>
    public int Count => _figures.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _figures.Select(f => f.Key);

    /// <inheritdoc/>
    public IEnumerable<double> Values => _figures.Select(f => f.Value);

    /// <inheritdoc/>
    public double this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no metric '{key}'. There are {string.Join(", ", Keys)}.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _figures.Exists(f => f.Key == key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out double value)
    {
        var index = _figures.FindIndex(f => f.Key == key);
        value = index < 0 ? double.NaN : _figures[index].Value;
        return index >= 0;
    }

    /// <inheritdoc/>
    public Table ToTable() => Table.Of(
        ("metric", Column.Of(_figures.Select(f => (string?)f.Key).ToArray())),
        ("value", Column.Of(_figures.Select(f => f.Value).ToArray())));

    /// <inheritdoc/>
    public static Metrics FromTable(Table table, Catalog catalog)
    {
        // A file from outside may hold whole numbers, or an empty cell.
        var (names, values) = (table.Strings("metric"), table.Doubles("value"));
        return new(Enumerable.Range(0, table.RowCount).Where(i => !names.IsNull(i)).Select(i => (names[i]!, values.Span[i])));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => _figures.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
