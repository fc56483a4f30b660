namespace IrisFlow.Activities;

/// <summary>Keeps the named columns, in the order they are named in, and drops all others.</summary>
[Kind("select-columns")]
public sealed class ColumnSelection : Transform
{
    /// <summary>The columns to keep.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Those of the columns that rows may lack, such as the target, which rows to score do not have yet.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <inheritdoc/>
    /// <exception cref="ColumnException">A column that is not optional is missing.</exception>
    public override Table Apply(Table rows) =>
        rows.Select(Columns.Where(name => rows.Schema.IndexOf(name) >= 0 || !Optional.Contains(name)));
}
