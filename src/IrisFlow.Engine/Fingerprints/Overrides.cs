using System.Reflection.Metadata;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>Which methods a call may end in when the object decides.</summary>
internal sealed class Overrides(CodeBase code)
{
    private readonly Dictionary<CodeMethod, IReadOnlyList<CodeMethod>> _of = [];
    private readonly Dictionary<CodeType, IReadOnlyList<CodeMethod>> _foreign = [];

    /// <summary>The overrides and implementations of a method in all code that is looked into.</summary>
    public IReadOnlyList<CodeMethod> Of(CodeMethod slot)
    {
        if (!_of.TryGetValue(slot, out var known))
        {
            known = _of[slot] = [.. code.Descendants(slot.Type).SelectMany(type => In(type, slot)).Distinct()];
        }

        return known;
    }

    /// <summary>What code that is not looked into may call on an object of a type: overrides of <c>ToString</c>, <c>Dispose</c>, <c>CompareTo</c>, finalizers.</summary>
    public IReadOnlyList<CodeMethod> Foreign(CodeType type)
    {
        if (!_foreign.TryGetValue(type, out var known))
        {
            known = _foreign[type] = [.. type.Chain.SelectMany(t => Implementations(t)
                    .Where(i => i.Declaration is null)
                    .Select(i => i.Body)
                    .Concat(t.Methods.Where(m => m.IsVirtual && m.HasBody && IsForeign(m, type))))
                .Distinct()];
        }

        return known;
    }

    /// <summary>The methods of one type that stand for a slot of a type above it.</summary>
    private static IEnumerable<CodeMethod> In(CodeType type, CodeMethod slot)
    {
        foreach (var (body, declaration) in Implementations(type))
        {
            if (declaration == slot)
            {
                yield return body;
            }
        }

        if (type == slot.Type || slot.IsStatic)
        {
            yield break;
        }

        // An interface is also answered by methods that a class inherits.
        foreach (var here in slot.Type.IsInterface ? type.Chain : [type])
        {
            foreach (var method in here.Methods)
            {
                if (method.IsVirtual && method.HasBody && (slot.Type.IsInterface ? method.IsPublic : !method.IsNewSlot) && method.Name == slot.Name && method.Shape == slot.Shape)
                {
                    yield return method;
                }
            }
        }
    }

    /// <summary>True unless the slot that a virtual method fills was declared by code that is looked into, which would have to call it.</summary>
    private static bool IsForeign(CodeMethod method, CodeType seenAs)
    {
        if (method.IsNewSlot)
        {
            return method.IsPublic && seenAs.HasForeignInterface;
        }

        foreach (var type in method.Type.Chain.Skip(1))
        {
            if (type.Methods.FirstOrDefault(m => m.IsVirtual && m.IsNewSlot && m.Name == method.Name && m.Shape == method.Shape) is { } slot)
            {
                return slot.IsPublic && seenAs.HasForeignInterface;
            }
        }

        return true;
    }

    /// <summary>What a type implements explicitly; the declaration is null when it is not looked into.</summary>
    private static IEnumerable<(CodeMethod Body, CodeMethod? Declaration)> Implementations(CodeType type)
    {
        var metadata = type.Assembly.Metadata;
        foreach (var handle in type.Definition.GetMethodImplementations())
        {
            var implementation = metadata.GetMethodImplementation(handle);
            if (implementation.MethodBody.Kind == HandleKind.MethodDefinition)
            {
                yield return (type.Assembly.Method((MethodDefinitionHandle)implementation.MethodBody), Declaration(type.Assembly, implementation.MethodDeclaration));
            }
        }
    }

    private static CodeMethod? Declaration(OwnAssembly assembly, EntityHandle declaration)
    {
        if (declaration.Kind == HandleKind.MethodDefinition)
        {
            return assembly.Method((MethodDefinitionHandle)declaration);
        }

        var reference = assembly.Metadata.GetMemberReference((MemberReferenceHandle)declaration);
        var signature = SignatureNames.Of(reference.DecodeMethodSignature(assembly.Names.Writing(Mentions.Ignored), null));
        var name = assembly.Metadata.GetString(reference.Name);
        return assembly.Names.Definition(reference.Parent)?.Chain.SelectMany(t => t.Methods).FirstOrDefault(m => m.Name == name && m.Signature == signature);
    }
}
