namespace IrisFlow;

/// <summary>The name under which workflows use an activity: <c>family.verb</c> or <c>family.verb-noun</c>, stable for ever.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string name) : Attribute
{
    /// <summary>The stored name.</summary>
    public string Name => name;

    /// <summary>Raised when the meaning or a default changes; <c>uses</c> then says <c>name@2</c>.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Other words that people look for it by: <c>where</c> for a filter. They help to find it, and change nothing else.</summary>
    public string[] Tags { get; init; } = [];
}

/// <summary>The name of one choice among injected parameter values: a trainer, a predictor, a transform.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KindAttribute(string name) : Attribute
{
    /// <summary>What stands under <c>"kind"</c> in a workflow file.</summary>
    public string Name => name;
}

/// <summary>The activity changes something outside the workspace, so it is never reused.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SideEffectAttribute : Attribute;

/// <summary>
/// What the activity gives can't be told from what it reads, so it always runs; the content of its outputs decides whether what follows is
/// reused. An activity that runs other workflows is of this kind: not it is reused, but its children's steps are.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VolatileAttribute : Attribute;

/// <summary>The parameter is a file to read. Its content, not its path, decides whether a checkpoint can be reused.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SourceFileAttribute : Attribute;

/// <summary>The parameter names a column (or several) of the table at an input port; checked before any data is read.</summary>
/// <param name="port">The C# name of the input property.</param>
/// <param name="types">The types the column may have; none for any.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnOfAttribute(string port, params ColumnType[] types) : Attribute
{
    /// <summary>The C# name of the input property.</summary>
    public string Port => port;

    /// <summary>The types the column may have; empty for any.</summary>
    public IReadOnlyList<ColumnType> Types => types;
}

/// <summary>The parameter is an expression over columns, or a map of several; an editor then helps with the names.</summary>
/// <param name="source">The C# name of the input property whose columns it reads; or of the parameter that names the file they are in.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExpressionOverAttribute(string source) : Attribute
{
    /// <summary>The C# name of the property.</summary>
    public string Source => source;
}

/// <summary>The output is a small table that a user wants to see at the end of a run: a confusion matrix, say.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShownAttribute : Attribute;
