namespace IrisFlow;

/// <summary>An input port: wired to an output of another step, or given a value directly (in a test, say).</summary>
/// <typeparam name="T">What the port carries: <see cref="Table"/>, <see cref="Model"/>, <see cref="Metrics"/> or a kind of your own.</typeparam>
public readonly struct In<T> : IIn
    where T : ICheckpoint<T>
{
    private readonly IOut? _output;
    private readonly string? _address;

    private In(IOut? output, string? address, T? value) => (_output, _address, Value) = (output, address, value);

    /// <summary>The output it is wired to, as <c>step.port</c>; null where it holds a value, or nothing.</summary>
    public string? Source => _address ?? _output?.Address;

    /// <summary>The value it was given directly.</summary>
    public T? Value { get; }

    /// <inheritdoc/>
    public bool IsBound => Source is not null || _output is not null || Value is not null;

    object? IIn.Value => Value;

    /// <summary>Wires the port to an output.</summary>
    public static implicit operator In<T>(Out<T> output) => new(output, null, default);

    /// <summary>Gives the port a value.</summary>
    public static implicit operator In<T>(T value) => new(null, null, value);

    /// <summary>A port wired to an output that is known by address only, as in a workflow file.</summary>
    internal static In<T> At(string address) => new(null, address, default);
}

/// <summary>An input port whose type is not known at compile time.</summary>
internal interface IIn
{
    /// <summary>The output it is wired to, as <c>step.port</c>.</summary>
    string? Source { get; }

    /// <summary>The value it was given directly.</summary>
    object? Value { get; }

    /// <summary>True when it is wired or holds a value.</summary>
    bool IsBound { get; }
}
