using System.Collections;

namespace IrisFlow;

/// <summary>A column's name, type and whether it may hold nulls.</summary>
public sealed record Field(string Name, ColumnType Type, bool Nullable = false)
{
    /// <summary>The columns of a step's inputs that its values are made of, where whoever describes the step is told them; null where nothing tells.</summary>
    /// <remarks>
    /// No part of what a field is: fields that differ in nothing else are equal. It goes with <c>field with { Name = "new" }</c>, and
    /// <see cref="MadeOf"/> gives it to a column that is computed.
    /// </remarks>
    public IReadOnlyList<ColumnOrigin>? Origins { get; init; }

    /// <summary>The same field, known to be computed from others, or from none.</summary>
    public Field MadeOf(params IReadOnlyList<Field> columns) => this with
    {
        Origins = columns.All(c => c.Origins is not null) ? [.. columns.SelectMany(c => c.Origins!).Distinct()] : null,
    };

    /// <inheritdoc/>
    public bool Equals(Field? other) => other is not null && Name == other.Name && Type == other.Type && Nullable == other.Nullable;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, Nullable);

    /// <summary>As a user reads it: <c>petal_width float64</c>, with a question mark where nulls are allowed.</summary>
    public override string ToString() => $"{Name} {Type.Name()}{(Nullable ? "?" : "")}";
}

/// <summary>A column of one of a step's inputs.</summary>
public readonly record struct ColumnOrigin(string Port, string Column);

/// <summary>The fields of a table in order. Names are unique and compared case-sensitively.</summary>
public sealed class Schema : IReadOnlyList<Field>, IEquatable<Schema>
{
    private readonly Field[] _fields;
    private readonly Dictionary<string, int> _indexes;

    /// <exception cref="ArgumentException">Two fields have the same name.</exception>
    public Schema(params IEnumerable<Field> fields)
    {
        _fields = [.. fields];
        _indexes = new Dictionary<string, int>(_fields.Length, StringComparer.Ordinal);
        for (var i = 0; i < _fields.Length; i++)
        {
            if (!_indexes.TryAdd(_fields[i].Name, i))
            {
                throw new ArgumentException($"Two columns are named '{_fields[i].Name}'; names must be unique.", nameof(fields));
            }
        }
    }

    /// <summary>A schema without fields.</summary>
    public static Schema Empty { get; } = new();

    /// <inheritdoc/>
    public int Count => _fields.Length;

    /// <inheritdoc/>
    public Field this[int index] => _fields[index];

    /// <summary>The names in order.</summary>
    public IEnumerable<string> Names => _fields.Select(f => f.Name);

    /// <summary>The position of a field, or -1.</summary>
    public int IndexOf(string name) => _indexes.GetValueOrDefault(name, -1);

    /// <summary>The field of this name, or null.</summary>
    public Field? Find(string name) => _indexes.TryGetValue(name, out var index) ? _fields[index] : null;

    /// <inheritdoc/>
    public IEnumerator<Field> GetEnumerator() => ((IEnumerable<Field>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Schema? other) => other is not null && _fields.AsSpan().SequenceEqual(other._fields);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schema);

    /// <inheritdoc/>
    public override int GetHashCode() => _fields.Aggregate(_fields.Length, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _fields.AsEnumerable());
}
