using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>Finds the columns in the schema that the footer lists depth first.</summary>
internal static class SchemaTree
{
    /// <summary>The columns at the top of the tree, nested ones as refused, and the number of all leaves.</summary>
    public static (List<Leaf> Columns, int Leaves) Read(IReadOnlyList<SchemaElement> elements)
    {
        if (elements.Count == 0)
        {
            throw Fault.Damaged("The schema is empty.", "At least the root of the columns.");
        }

        var columns = new List<Leaf>(elements.Count - 1);
        var (leaves, at) = (0, 1);
        while (at < elements.Count)
        {
            var element = elements[at];
            if (element.Children is > 0)
            {
                columns.Add(Leaf.Refused(leaves, element.Name, $"nested ({Nesting(element)})"));
                leaves += SkipTree(elements, ref at);
                continue;
            }

            columns.Add(Leaf.Of(element, leaves++));
            at++;
        }

        if (columns.Count != elements[0].Children.GetValueOrDefault())
        {
            throw Fault.Damaged($"The schema's root claims {elements[0].Children ?? 0} columns and has {columns.Count}.", "As many as there are.");
        }

        RequireUniqueNames(columns);
        return (columns, leaves);
    }

    // Counts what is still to come instead of descending, so that no depth of nesting can exhaust the stack.
    private static int SkipTree(IReadOnlyList<SchemaElement> elements, ref int at)
    {
        var (leaves, open) = (0, 1L);
        for (; open > 0; at++)
        {
            if (at == elements.Count || elements[at].Children is < 0)
            {
                throw Fault.Damaged("The schema names more elements than it has.", "As many elements as each one claims.");
            }

            var children = elements[at].Children.GetValueOrDefault();
            leaves += children == 0 ? 1 : 0;
            open += children - 1;
        }

        return leaves;
    }

    private static string Nesting(SchemaElement element) =>
        element.Logical.Kind is LogicalKind.List || element.Converted is ConvertedType.List ? "a list"
        : element.Logical.Kind is LogicalKind.Map || element.Converted is ConvertedType.Map or ConvertedType.MapKeyValue ? "a map"
        : element.Logical.Kind is LogicalKind.Variant ? "a variant"
        : element.Repetition == Repetition.Repeated ? "a list of structs" : "a struct";

    private static void RequireUniqueNames(List<Leaf> columns)
    {
        var names = new HashSet<string>(columns.Count, StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!names.Add(column.Field.Name))
            {
                throw new IrisFlowException(new Finding("IF317", $"Two columns are named '{column.Field.Name}'.")
                {
                    Column = column.Field.Name,
                    Expected = "A name of its own for every column.",
                });
            }
        }
    }
}
