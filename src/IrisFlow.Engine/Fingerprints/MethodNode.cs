namespace IrisFlow.Engine.Fingerprints;

/// <summary>A method as it was read: the hash of its normalised code, with what the compiler generated for it, and what it leads to.</summary>
internal sealed class MethodNode
{
    /// <summary>The hash of its code.</summary>
    public required string Hash { get; init; }

    /// <summary>The hash of the read-only data that the compiler laid down for it; null when there is none.</summary>
    public string? Data { get; init; }

    /// <summary>Methods that it calls or takes the address of.</summary>
    public required IReadOnlyList<CodeMethod> Calls { get; init; }

    /// <summary>Those of them that the object decides on.</summary>
    public required IReadOnlyList<CodeMethod> VirtualCalls { get; init; }

    /// <summary>Types that it makes, looks at or calls methods of.</summary>
    public required IReadOnlyList<CodeType> Types { get; init; }

    /// <summary>Types that it names as such: as a type argument, in <c>typeof</c>, in a box.</summary>
    public required IReadOnlyList<CodeType> Named { get; init; }

    /// <summary>Types that it hands to code which reads their members by reflection.</summary>
    public required IReadOnlyList<CodeType> Reflected { get; init; }

    /// <summary>Assemblies that are not looked into.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>Embedded resources that it reads; an empty name for any.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>Static fields that it uses and that other code may set.</summary>
    public required IReadOnlyList<CodeField> Shared { get; init; }

    /// <summary>Calls that can't be seen through: the rule and what is called.</summary>
    public required IReadOnlyList<OpaqueCall> Opaque { get; init; }
}

/// <summary>A call that can't be seen through.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="What">What is called, for people.</param>
internal readonly record struct OpaqueCall(string Rule, string What);

/// <summary>The methods that were read so far.</summary>
internal sealed class MethodNodes
{
    private readonly Dictionary<CodeMethod, MethodNode> _known = [];
    private readonly Dictionary<OwnAssembly, Members> _members = [];
    private readonly CodeText _text = new();
    private readonly CodeText _data = new();

    /// <summary>A method, read when it is first asked for.</summary>
    public MethodNode Of(CodeMethod method)
    {
        if (!_known.TryGetValue(method, out var node))
        {
            _text.Clear();
            _data.Clear();
            node = _known[method] = new MethodReader(MembersOf, _text, _data).Read(method);
        }

        return node;
    }

    private Members MembersOf(OwnAssembly assembly)
    {
        if (!_members.TryGetValue(assembly, out var members))
        {
            members = _members[assembly] = new Members(assembly);
        }

        return members;
    }
}
