namespace IrisFlow.Testing;

/// <summary>A transform that changes nothing, and lives in this assembly.</summary>
[Kind("untouched")]
public sealed class Untouched : Transform
{
    /// <inheritdoc/>
    public override Table Apply(Table rows) => rows;
}
