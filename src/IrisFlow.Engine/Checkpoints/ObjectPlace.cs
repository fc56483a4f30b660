namespace IrisFlow.Engine.Checkpoints;

/// <summary>Where an object's file is: under its final name, or under a temporary one until it gets that.</summary>
/// <param name="Final">Its path once it is stored.</param>
/// <param name="Temporary">Its path before; null for what was stored before.</param>
internal sealed record ObjectPlace(string Final, string? Temporary = null)
{
    /// <summary>Where it is now. It may be renamed at any moment after, once: whoever does not find it there looks once more.</summary>
    public string Now => Temporary is not null && File.Exists(Temporary) ? Temporary : Final;
}
