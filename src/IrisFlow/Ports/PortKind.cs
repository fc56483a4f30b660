using System.Collections.Concurrent;

namespace IrisFlow;

/// <summary>What can be done with a port's type when it is only known at run time.</summary>
public abstract class PortKind
{
    private static readonly ConcurrentDictionary<Type, PortKind> Known = new();

    /// <summary>The .NET type a port carries.</summary>
    public abstract Type Type { get; }

    /// <summary>The name of the kind: <c>table</c>, <c>model</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The value as a table.</summary>
    public abstract Table ToTable(object value);

    /// <summary>The value that a table holds.</summary>
    public abstract object FromTable(Table table, Catalog catalog);

    /// <summary>An <see cref="In{T}"/> wired to an address.</summary>
    internal abstract object InputAt(string address);

    /// <summary>The kind of a type that implements <see cref="ICheckpoint{TSelf}"/>.</summary>
    public static PortKind Of(Type type) => Known.GetOrAdd(
        type, static t => (PortKind)Activator.CreateInstance(typeof(PortKind<>).MakeGenericType(t), nonPublic: true)!);
}

internal sealed class PortKind<T> : PortKind
    where T : ICheckpoint<T>
{
    public override Type Type => typeof(T);

    public override string Name => T.Kind;

    public override Table ToTable(object value) => ((T)value).ToTable();

    public override object FromTable(Table table, Catalog catalog) => T.FromTable(table, catalog);

    internal override object InputAt(string address) => In<T>.At(address);
}
