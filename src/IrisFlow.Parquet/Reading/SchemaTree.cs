using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>Finds the columns in the schema that the footer lists depth first. Fields of structs become columns; lists and maps are left out.</summary>
internal sealed class SchemaTree
{
    // Names of columns grow with every struct around them, so a claim of depth must not be believed without end.
    private const int DeepestStruct = 100;

    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly ForeignValues _values;
    private readonly List<Leaf> _columns = [];
    private readonly List<LeftOut> _leftOut = [];
    private int _at = 1;

    private SchemaTree(IReadOnlyList<SchemaElement> elements, ForeignValues values) => (_elements, _values) = (elements, values);

    /// <summary>The columns.</summary>
    public IReadOnlyList<Leaf> Columns => _columns;

    /// <summary>What no column can hold.</summary>
    public IReadOnlyList<LeftOut> LeftOut => _leftOut;

    /// <summary>The number of all leaves: of the chunks in each row group.</summary>
    public int Leaves { get; private set; }

    /// <exception cref="IrisFlowException">The elements are no tree (IF312), structs are nested too deeply (IF316), or two columns have one name (IF317).</exception>
    public static SchemaTree Read(IReadOnlyList<SchemaElement> elements, ForeignValues values)
    {
        if (elements.Count == 0)
        {
            throw Fault.Damaged("The schema is empty.", "At least the root of the columns.");
        }

        var tree = new SchemaTree(elements, values);
        tree.ReadFields(elements[0].Children.GetValueOrDefault(), "", 0, 0);
        if (tree._at != elements.Count)
        {
            throw Fault.Damaged($"The schema's root claims {elements[0].Children ?? 0} columns and has more.", "As many as there are.");
        }

        tree.RequireUniqueNames();
        return tree;
    }

    private void ReadFields(int count, string path, int definition, int depth)
    {
        if (depth > DeepestStruct)
        {
            throw Fault.TooLarge($"Structs are nested more than {DeepestStruct} levels deep.", $"At most {DeepestStruct} levels.");
        }

        for (var left = count; left != 0; left--)
        {
            if (left < 0 || _at == _elements.Count)
            {
                throw Fault.Damaged("The schema names more elements than it has.", "As many elements as each one claims.");
            }

            var element = _elements[_at];
            var name = path + element.Name;
            CheckRepetition(element);
            if (WhyLeftOut(element) is { } what)
            {
                _leftOut.Add(new(name, what));
                Skip();
                continue;
            }

            _at++;
            var level = definition + (element.Repetition == Repetition.Optional ? 1 : 0);
            if (element.Children is > 0 and var children)
            {
                ReadFields(children, name + ".", level, depth + 1);
            }
            else
            {
                _columns.Add(Column(element, name, level));
            }
        }
    }

    private Leaf Column(SchemaElement element, string name, int definition)
    {
        var (type, conversion) = LeafType.Of(element, _values);
        var width = element.Type == PhysicalType.FixedLengthByteArray ? element.Width.GetValueOrDefault() : 0;
        return new Leaf(Leaves++, new Field(name, type, definition > 0), element.Type!.Value, conversion)
        {
            Definition = definition,
            Width = width,
            Scale = LeafType.ScaleOf(element),
            MayBeBinary = LeafType.MayBeBinary(element),
        };
    }

    private static void CheckRepetition(SchemaElement element)
    {
        if (element.Repetition is not (Repetition.Required or Repetition.Optional or Repetition.Repeated))
        {
            throw Fault.Damaged($"The schema's element '{element.Name}' has the repetition {element.Repetition}.", "A number that the format defines.");
        }
    }

    /// <summary>What an element is that no column can hold, or null.</summary>
    private static string? WhyLeftOut(SchemaElement element)
    {
        if (element.Children is not > 0 && element.Type is null)
        {
            return element.Children is null or < 0
                ? throw Fault.Damaged($"The schema's element '{element.Name}' has neither a type nor elements below it.", "One of the two.")
                : "a struct without fields";
        }

        if (element.Children is > 0)
        {
            return element.Logical.Kind is LogicalKind.List || element.Converted is ConvertedType.List ? "a list"
                : element.Logical.Kind is LogicalKind.Map || element.Converted is ConvertedType.Map or ConvertedType.MapKeyValue ? "a map"
                : element.Logical.Kind is LogicalKind.Variant ? "a variant"
                : element.Repetition == Repetition.Repeated ? "a list of structs" : null;
        }

        return element.Type is < PhysicalType.Boolean or > PhysicalType.FixedLengthByteArray
            ? throw Fault.Damaged($"The schema's element '{element.Name}' has the type {(int?)element.Type}.", "A number that the format defines.")
            : element.Repetition == Repetition.Repeated ? "a list"
            : element.Type == PhysicalType.FixedLengthByteArray && element.Width is null or < 1 ? "of values whose fixed length is not given"
            : LeafType.Problem(element);
    }

    // Counts what is still to come instead of descending, so that no depth of nesting can exhaust the stack.
    private void Skip()
    {
        for (var open = 1L; open > 0; _at++)
        {
            if (_at == _elements.Count || _elements[_at].Children is < 0)
            {
                throw Fault.Damaged("The schema names more elements than it has.", "As many elements as each one claims.");
            }

            var element = _elements[_at];
            var children = element.Children.GetValueOrDefault();
            Leaves += children == 0 && element.Type is not null ? 1 : 0;
            open += children - 1;
        }
    }

    private void RequireUniqueNames()
    {
        var names = new HashSet<string>(_columns.Count, StringComparer.Ordinal);
        foreach (var column in _columns)
        {
            if (!names.Add(column.Field.Name))
            {
                throw new IrisFlowException(new Finding("IF317", $"Two columns are named '{column.Field.Name}'.")
                {
                    Column = column.Field.Name,
                    Expected = "A name of its own for every column; a field of a struct is named with the struct before it, as in 'struct.field'.",
                });
            }
        }
    }
}
