namespace IrisFlow.Engine.Fingerprints;

/// <summary>What the names in a piece of code lead to, gathered while they are written out.</summary>
/// <param name="generated">How generated types are called here; null to call them as the file does.</param>
internal sealed class Mentions(GeneratedOrdinals? generated)
{
    /// <summary>Gathers nothing.</summary>
    public static readonly Mentions Ignored = new(null) { IsWeak = true, IsIgnored = true };

    private List<CodeType>? _types;
    private List<string>? _packages;

    /// <summary>Types that are looked into, where the code does something with the type itself.</summary>
    public IReadOnlyList<CodeType> Types => _types ?? (IReadOnlyList<CodeType>)[];

    /// <summary>Assemblies that are not looked into.</summary>
    public IReadOnlyList<string> Packages => _packages ?? (IReadOnlyList<string>)[];

    /// <summary>Set while signatures are written: an object of a type that stands only there was made elsewhere.</summary>
    public bool IsWeak { get; set; }

    /// <summary>True when what was written holds only in this method.</summary>
    public bool IsLocal { get; private set; }

    private bool IsIgnored { get; init; }

    /// <summary>Notes a type and gives its name.</summary>
    public string Of(CodeType type)
    {
        if (type.IsGenerated && !IsIgnored)
        {
            IsLocal = true;
            return generated?.Of(type) ?? type.Text;
        }

        if (!IsWeak)
        {
            (_types ??= []).Add(type);
        }

        return type.Text;
    }

    public void Package(string name)
    {
        if (!IsIgnored)
        {
            (_packages ??= []).Add(name);
        }
    }
}
