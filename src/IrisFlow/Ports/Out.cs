namespace IrisFlow;

/// <summary>An output port. It converts to an <see cref="In{T}"/> of the same type, so a wrong wire does not compile.</summary>
/// <typeparam name="T">What the port carries.</typeparam>
public sealed class Out<T> : IOut
    where T : ICheckpoint<T>
{
    /// <inheritdoc/>
    public string? Step { get; private set; }

    /// <inheritdoc/>
    public string? Name { get; private set; }

    /// <summary>The port as <c>step.port</c>; null until its activity is a step of a workflow.</summary>
    public string? Address => Step is null ? null : $"{Step}.{Name}";

    void IOut.Bind(string step, string name) => (Step, Name) = (step, name);
}

/// <summary>An output port whose type is not known at compile time.</summary>
internal interface IOut
{
    /// <summary>The step it belongs to.</summary>
    string? Step { get; }

    /// <summary>The port's name.</summary>
    string? Name { get; }

    /// <summary>The port as <c>step.port</c>.</summary>
    string? Address { get; }

    void Bind(string step, string name);
}
