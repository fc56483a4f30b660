namespace IrisFlow.Engine.Fingerprints;

/// <summary>What <c>[DependsOn]</c> names.</summary>
/// <param name="Type">The type's full name.</param>
/// <param name="Method">The method; null for the whole type.</param>
/// <param name="Assembly">The assembly, where it is given.</param>
internal readonly record struct DependencyName(string Type, string? Method, string? Assembly)
{
    /// <summary>Reads <c>Type</c>, <c>Type::Method</c> or what the compiler writes for <c>typeof</c>: <c>Type, Assembly, Version=...</c>.</summary>
    public static DependencyName Parse(string text)
    {
        var comma = text.LastIndexOf(']') is var bracket && text.IndexOf(',', bracket < 0 ? 0 : bracket) is > 0 and var found ? found : text.Length;
        var assembly = comma == text.Length ? null : text[(comma + 1)..].Split(',')[0].Trim();
        var name = text[..comma];
        var method = name.IndexOf("::", StringComparison.Ordinal);

        // Type arguments of a constructed type stand in brackets; its definition is what has code.
        var type = (method < 0 ? name : name[..method]).Split('[')[0].Trim();
        return new(type, method < 0 ? null : name[(method + 2)..].Trim(), assembly);
    }
}
