using System.Reflection;
using System.Reflection.Metadata;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>A type of an assembly that is looked into.</summary>
internal sealed class CodeType
{
    private List<CodeMethod>? _methods;
    private CodeType[]? _chain;
    private Reference[]? _interfaces;

    public CodeType(OwnAssembly assembly, TypeDefinitionHandle handle)
    {
        (Assembly, Handle) = (assembly, handle);
        var definition = Definition;
        var outer = definition.GetDeclaringType();
        Outer = outer.IsNil ? null : assembly.Type(outer);
        RawName = assembly.Metadata.GetString(definition.Name);
        IsGenerated = Outer is { IsGenerated: true } || GeneratedNames.IsGeneratedType(RawName);
        var space = assembly.Metadata.GetString(definition.Namespace);
        Name = (Outer is not null ? $"{Outer.Name}." : space.Length > 0 ? $"{space}." : "") + GeneratedNames.Readable(RawName);
        Text = Outer is not null ? $"{Outer.Text}/{GeneratedNames.Readable(RawName)}" : $"[{assembly.Name}]{Name}";
    }

    public OwnAssembly Assembly { get; }

    public TypeDefinitionHandle Handle { get; }

    public CodeType? Outer { get; }

    /// <summary>The name as it stands in the file.</summary>
    public string RawName { get; }

    /// <summary>The name for people.</summary>
    public string Name { get; }

    /// <summary>The name in normalised code.</summary>
    public string Text { get; }

    /// <summary>True for a closure, a state machine and the like: its name says nothing and changes with unrelated code.</summary>
    public bool IsGenerated { get; }

    public TypeDefinition Definition => Assembly.Metadata.GetTypeDefinition(Handle);

    public bool IsInterface => Definition.Attributes.HasFlag(TypeAttributes.Interface);

    public bool IsAbstract => Definition.Attributes.HasFlag(TypeAttributes.Abstract);

    public bool IsEnum => BaseText == "System.Enum";

    public bool IsStruct => BaseText == "System.ValueType";

    public string BaseText => Base.Text;

    /// <summary>The class it derives from.</summary>
    public Reference Base => Assembly.Names.Of(Definition.BaseType);

    /// <summary>The class itself and, up to the first that is not looked into, the classes it derives from.</summary>
    public IReadOnlyList<CodeType> Chain => _chain ??= [this, .. Base.Own?.Chain ?? []];

    /// <summary>The interfaces it names itself; the compiler writes down inherited ones too.</summary>
    public IReadOnlyList<Reference> Interfaces => _interfaces ??= [.. Definition.GetInterfaceImplementations()
        .Select(i => Assembly.Names.Of(Assembly.Metadata.GetInterfaceImplementation(i).Interface))];

    /// <summary>True when somebody else's code may call it through an interface.</summary>
    public bool HasForeignInterface => Chain.Any(t => t.Interfaces.Any(i => i.Own is null));

    public IReadOnlyList<CodeMethod> Methods => _methods ??= [.. Definition.GetMethods().Select(Assembly.Method)];

    public IReadOnlyList<CodeMark> Marks => Assembly.Marks(Handle);

    /// <summary>True for activities and kinds, which a step gets through its parameters and not by a call.</summary>
    public bool IsInjected => CodeMark.Find(Marks, MarkKind.Injected) is not null;

    /// <summary>The text of <c>[CodeVersion]</c> on it, or on a class it is nested in.</summary>
    public CodeMark? Version => CodeMark.Find(Marks, MarkKind.Version) ?? Outer?.Version;

    public CodeMethod? StaticConstructor => Methods.FirstOrDefault(m => m.Name == ".cctor");

    /// <summary>The nested type of a name.</summary>
    public CodeType? Nested(string name) =>
        Definition.GetNestedTypes().Where(h => Assembly.Metadata.StringComparer.Equals(Assembly.Metadata.GetTypeDefinition(h).Name, name)).Select(Assembly.Type).FirstOrDefault();

    public override string ToString() => Text;
}
