using System.Text.Json.Nodes;

namespace IrisFlow.Activities;

/// <summary>What a map goes over.</summary>
public abstract class Items
{
    /// <summary>Whether the items are parts of the rows that the map reads.</summary>
    public abstract bool AreOfRows { get; }

    /// <summary>Says, before any data is read, what is wrong.</summary>
    /// <param name="shapes">Where to.</param>
    /// <param name="rows">What the map reads; null where nothing is wired.</param>
    public abstract void Check(StepShapes shapes, In<Table>? rows);

    /// <summary>The items, sorted.</summary>
    /// <param name="rows">The rows that the map reads; null where nothing is wired.</param>
    /// <param name="environment">Where files are.</param>
    /// <exception cref="IrisFlowException">There are no such items.</exception>
    public abstract ItemList List(Table? rows, StepEnvironment environment);
}

/// <summary>The items of a map.</summary>
/// <param name="Labels">What each is called, as a column.</param>
/// <param name="Items">The items, in the same order.</param>
public sealed record ItemList(Column Labels, IReadOnlyList<Item> Items);

/// <summary>One item of a map.</summary>
/// <param name="Label">What it is called, as JSON.</param>
/// <param name="Value">What a parameter of the other workflow is given for it.</param>
/// <param name="Rows">Its rows, asked for when its turn comes.</param>
/// <param name="RowCount">How many rows these are; null where that is not known yet.</param>
public sealed record Item(JsonNode? Label, JsonNode? Value, Func<Table> Rows, long? RowCount);
