using System.Reflection.Metadata;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>What an attribute of the language says of a type or a method.</summary>
internal enum MarkKind
{
    /// <summary><c>[Activity]</c> or <c>[Kind]</c>.</summary>
    Injected,

    /// <summary><c>[CodeVersion]</c>.</summary>
    Version,

    /// <summary><c>[DependsOn]</c>.</summary>
    DependsOn,
}

/// <summary>An attribute of the language.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Text">Its version, or the name it gives.</param>
internal sealed record CodeMark(MarkKind Kind, string Text)
{
    /// <summary>The first mark of a kind, or null.</summary>
    public static CodeMark? Find(IReadOnlyList<CodeMark> marks, MarkKind kind) => marks.Count == 0 ? null : marks.FirstOrDefault(m => m.Kind == kind);

    /// <summary>All of an assembly, by what they stand on.</summary>
    public static Dictionary<EntityHandle, List<CodeMark>> All(OwnAssembly assembly)
    {
        var metadata = assembly.Metadata;
        var constructors = new Dictionary<EntityHandle, MarkKind?>();
        var marks = new Dictionary<EntityHandle, List<CodeMark>>();
        foreach (var handle in metadata.CustomAttributes)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (!constructors.TryGetValue(attribute.Constructor, out var kind))
            {
                constructors[attribute.Constructor] = kind = KindOf(assembly, attribute.Constructor);
            }

            if (kind is { } known)
            {
                if (!marks.TryGetValue(attribute.Parent, out var here))
                {
                    marks[attribute.Parent] = here = [];
                }

                // Both a text and a type are written as a string, the first thing after the prolog.
                var value = metadata.GetBlobReader(attribute.Value);
                value.ReadUInt16();
                here.Add(new(known, value.ReadSerializedString() ?? ""));
            }
        }

        return marks;
    }

    /// <summary>The type that an attribute's constructor belongs to.</summary>
    public static EntityHandle AttributeType(MetadataReader metadata, EntityHandle constructor) => constructor.Kind == HandleKind.MethodDefinition
        ? metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()
        : metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent;

    private static MarkKind? KindOf(OwnAssembly assembly, EntityHandle constructor) => assembly.Names.Of(AttributeType(assembly.Metadata, constructor)).Text switch
    {
        "[IrisFlow]IrisFlow.ActivityAttribute" or "[IrisFlow]IrisFlow.KindAttribute" => MarkKind.Injected,
        "[IrisFlow]IrisFlow.CodeVersionAttribute" => MarkKind.Version,
        "[IrisFlow]IrisFlow.DependsOnAttribute" => MarkKind.DependsOn,
        _ => null,
    };
}
