using System.Reflection.Metadata;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>A type as an assembly refers to it.</summary>
/// <param name="Text">Its name in normalised code.</param>
/// <param name="Own">The type, when it is looked into.</param>
/// <param name="Types">All types in it that are looked into, type arguments among them.</param>
/// <param name="Packages">Assemblies in it that are not looked into.</param>
internal sealed record Reference(string Text, CodeType? Own, IReadOnlyList<CodeType> Types, IReadOnlyList<string> Packages);

/// <summary>Writes out the types that an assembly refers to: by name, never by token, so that unrelated code does not change them.</summary>
/// <remarks>Types of the framework carry no assembly: which of its files holds a type is its own affair.</remarks>
internal sealed class TypeNames(OwnAssembly assembly)
{
    private static readonly Reference Nothing = new("", null, [], []);

    private readonly Dictionary<EntityHandle, Reference> _known = [];
    private readonly Dictionary<TypeReferenceHandle, (string Text, CodeType? Own, string? Package)> _resolved = [];

    private MetadataReader Metadata => assembly.Metadata;

    /// <summary>A type outside any method.</summary>
    public Reference Of(EntityHandle type)
    {
        if (type.IsNil)
        {
            return Nothing;
        }

        if (!_known.TryGetValue(type, out var known))
        {
            var mentions = new Mentions(null);
            known = _known[type] = new(Text(type, mentions), Definition(type), mentions.Types, mentions.Packages);
        }

        return known;
    }

    /// <summary>The name of a type.</summary>
    public string Text(EntityHandle type, Mentions mentions) => type.Kind switch
    {
        HandleKind.TypeDefinition => mentions.Of(assembly.Type((TypeDefinitionHandle)type)),
        HandleKind.TypeReference => Text((TypeReferenceHandle)type, mentions),
        HandleKind.TypeSpecification => Metadata.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(Writing(mentions), null),
        _ => throw new BadImageFormatException($"A {type.Kind} stands in the place of a type."),
    };

    /// <summary>The type behind a handle when it is looked into; of a generic type the definition.</summary>
    public CodeType? Definition(EntityHandle type)
    {
        switch (type.Kind)
        {
            case HandleKind.TypeDefinition:
                return assembly.Type((TypeDefinitionHandle)type);
            case HandleKind.TypeReference:
                return Resolve((TypeReferenceHandle)type).Own;
            case HandleKind.TypeSpecification:
                var signature = Metadata.GetBlobReader(Metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
                if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                {
                    return null;
                }

                signature.ReadCompressedInteger();
                return Definition(signature.ReadTypeHandle());
            default:
                return null;
        }
    }

    /// <summary>What writes out signatures and notes what they mention.</summary>
    public SignatureNames Writing(Mentions mentions) => new(this, mentions);

    private string Text(TypeReferenceHandle type, Mentions mentions)
    {
        var (text, own, package) = Resolve(type);
        if (package is not null)
        {
            mentions.Package(package);
        }

        return own is null ? text : mentions.Of(own);
    }

    private (string Text, CodeType? Own, string? Package) Resolve(TypeReferenceHandle handle)
    {
        if (!_resolved.TryGetValue(handle, out var resolved))
        {
            resolved = _resolved[handle] = ResolveAnew(Metadata.GetTypeReference(handle));
        }

        return resolved;
    }

    private (string Text, CodeType? Own, string? Package) ResolveAnew(TypeReference type)
    {
        var name = Metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            var outer = Resolve((TypeReferenceHandle)type.ResolutionScope);
            return outer.Own?.Nested(name) is { } inner ? (inner.Text, inner, null) : ($"{outer.Text}/{name}", null, outer.Package ?? outer.Own?.Assembly.Name);
        }

        var space = Metadata.GetString(type.Namespace);
        var full = space.Length == 0 ? name : $"{space}.{name}";
        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference)
        {
            return assembly.Find(full) is { } here ? (here.Text, here, null) : (full, null, null);
        }

        var file = Metadata.GetString(Metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
        if (assembly.Code.Own(file) is { } other)
        {
            // A type that is not where it was said to be: then all of that assembly counts.
            return other.Find(full) is { } found ? (found.Text, found, null) : ($"[{file}]{full}", null, file);
        }

        return assembly.Code.IsFramework(file) ? (full, null, null) : ($"[{file}]{full}", null, file);
    }
}
