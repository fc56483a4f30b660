using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>Injected kinds read back from a checkpoint.</summary>
internal static class Kinds
{
    /// <summary>The kind that the JSON describes.</summary>
    /// <exception cref="IrisFlowException">It can't be made: the program that wrote it knew other kinds.</exception>
    public static object Read(JsonNode node, Type family, Catalog catalog)
    {
        var problems = new List<ValueProblem>();
        var value = ValueBinder.Read(node, family, catalog, ValueBinder.TypeName(family), problems.Add);
        return problems.Count == 0 && value is not null ? value : throw new IrisFlowException(
            [.. problems.DefaultIfEmpty(new("", "It is empty.", null)).Select(p => new Finding("IF502", $"The checkpoint's {p.Path} can't be read: {p.Message}") { Expected = p.Expected })],
            ExitCode.Corrupt);
    }
}
