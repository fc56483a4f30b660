namespace IrisFlow;

/// <summary>What a port can carry: anything that can be written as a plain table and read back from it.</summary>
/// <remarks>Being a table is what lets any tool look into any checkpoint. A new kind of output is one class that implements this.</remarks>
/// <typeparam name="TSelf">The implementing type itself.</typeparam>
public interface ICheckpoint<TSelf>
    where TSelf : ICheckpoint<TSelf>
{
    /// <summary>The name of the kind: <c>table</c>, <c>model</c>, <c>metrics</c>.</summary>
    static abstract string Kind { get; }

    /// <summary>The content as a table; equal content gives equal tables.</summary>
    Table ToTable();

    /// <summary>The content of a table that <see cref="ToTable"/> made.</summary>
    /// <exception cref="IrisFlowException">The table is something else.</exception>
    static abstract TSelf FromTable(Table table, Catalog catalog);
}
