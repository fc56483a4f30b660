using System.Collections.Immutable;

namespace IrisFlow;

/// <summary>What is known of a port before any data is read.</summary>
/// <remarks>
/// For a table: the columns it will have. For a model: the columns of the rows it scores, and its target. A step that chooses
/// among columns by looking at the data says which are candidates and how many it will choose.
/// </remarks>
public sealed record Shape
{
    /// <summary>Nothing is known.</summary>
    public static Shape Unknown { get; } = new() { IsOpen = true };

    /// <summary>Columns that will be there for certain.</summary>
    public ImmutableArray<Field> Fields { get; init; } = [];

    /// <summary>Columns that may be there.</summary>
    public ImmutableArray<Field> Candidates { get; init; } = [];

    /// <summary>How many of the <see cref="Candidates"/> will be there.</summary>
    public int Chosen { get; init; }

    /// <summary>True when there may be columns that can't be named yet.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The target column of a model; null for a table.</summary>
    public string? Target { get; init; }

    /// <summary>The shape of a table with this schema.</summary>
    public static Shape Of(Schema schema) => new() { Fields = [.. schema] };

    /// <summary>All columns that are or may be there, in order.</summary>
    public IEnumerable<Field> All => Fields.Concat(Candidates);

    /// <summary>The column of this name, certain or candidate; null when there is none.</summary>
    public Field? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>The shape with a column added at the end, or replaced where it stands.</summary>
    public Shape With(Field field)
    {
        var index = Fields.IndexOf(Fields.FirstOrDefault(f => f.Name == field.Name)!);
        return this with
        {
            Fields = index < 0 ? Fields.Add(field) : Fields.SetItem(index, field),
            Candidates = Candidates.RemoveAll(c => c.Name == field.Name),
        };
    }
}
