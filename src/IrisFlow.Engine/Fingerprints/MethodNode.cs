namespace IrisFlow.Engine.Fingerprints;

/// <summary>A method as it was read: the hash of its normalised code, with what the compiler generated for it, and what it leads to.</summary>
internal sealed class MethodNode
{
    /// <summary>The hash of its code.</summary>
    public required string Hash { get; init; }

    /// <summary>The hash of the read-only data that the compiler laid down for it; null when there is none.</summary>
    public string? Data { get; init; }

    /// <summary>Methods that it calls or takes the address of.</summary>
    public required CodeMethod[] Calls { get; init; }

    /// <summary>Those of them that the object decides on.</summary>
    public required CodeMethod[] VirtualCalls { get; init; }

    /// <summary>Types that it makes, looks at or calls methods of.</summary>
    public required CodeType[] Types { get; init; }

    /// <summary>Types that it names as such: as a type argument, in <c>typeof</c>, in a box.</summary>
    public required CodeType[] Named { get; init; }

    /// <summary>Types that it hands to code which reads their members by reflection.</summary>
    public required CodeType[] Reflected { get; init; }

    /// <summary>Types whose fields' places in memory it sees.</summary>
    public required CodeType[] Laid { get; init; }

    /// <summary>What it does with types that only its callers know.</summary>
    public required OpenUse Open { get; init; }

    /// <summary>Assemblies that are not looked into.</summary>
    public required string[] Packages { get; init; }

    /// <summary>Embedded resources that it reads; an empty name for any.</summary>
    public required string[] Resources { get; init; }

    /// <summary>Static fields that it uses and that other code may set.</summary>
    public required CodeField[] Shared { get; init; }

    /// <summary>Calls that can't be seen through: the rule and what is called.</summary>
    public required OpaqueCall[] Opaque { get; init; }
}

/// <summary>What a method does with type parameters: their types are known where it is called.</summary>
[Flags]
internal enum OpenUse
{
    /// <summary>Nothing that its code does not show.</summary>
    None = 0,

    /// <summary>It hands them to code that reads their members by reflection.</summary>
    Reflected = 1,

    /// <summary>It sees how their fields lie in memory.</summary>
    Laid = 2,
}

/// <summary>A call that can't be seen through.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="What">What is called, for people.</param>
internal readonly record struct OpaqueCall(string Rule, string What);

/// <summary>The methods that were read so far.</summary>
internal sealed class MethodNodes
{
    private readonly Dictionary<CodeMethod, MethodNode> _known = [];
    private readonly MethodReader _reader = new();

    /// <summary>A method, read when it is first asked for.</summary>
    public MethodNode Of(CodeMethod method)
    {
        if (!_known.TryGetValue(method, out var node))
        {
            node = _known[method] = _reader.Read(method);
        }

        return node;
    }
}
