using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>The tokens of an assembly, resolved. What is named the same in every method is kept.</summary>
internal sealed class Members(OwnAssembly assembly)
{
    private readonly Dictionary<int, Member> _known = [];
    private readonly Dictionary<StandaloneSignatureHandle, (string Text, Mentions Mentions)> _locals = [];

    private MetadataReader Metadata => assembly.Metadata;

    private TypeNames Names => assembly.Names;

    /// <summary>What a token names.</summary>
    public Member Of(int token, GeneratedOrdinals generated)
    {
        if (!_known.TryGetValue(token, out var member))
        {
            var mentions = new Mentions(generated);
            member = Read(MetadataTokens.EntityHandle(token), mentions, generated);
            if (!mentions.IsLocal && member.Method is not { IsGenerated: true } && member.Field is not { Type.IsGenerated: true })
            {
                _known[token] = member;
            }
        }

        return member;
    }

    /// <summary>The types of a method's locals.</summary>
    public string Locals(StandaloneSignatureHandle handle, GeneratedOrdinals generated, Action<Mentions> note)
    {
        if (!_locals.TryGetValue(handle, out var locals))
        {
            var mentions = new Mentions(generated) { IsWeak = true };
            var types = Metadata.GetStandaloneSignature(handle).DecodeLocalSignature(Names.Writing(mentions), null);
            locals = (string.Join(";", types), mentions);
            if (!mentions.IsLocal)
            {
                _locals[handle] = locals;
            }
        }

        note(locals.Mentions);
        return locals.Text;
    }

    private Member Read(EntityHandle handle, Mentions mentions, GeneratedOrdinals generated)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var method = assembly.Method((MethodDefinitionHandle)handle);
                return Own(method, mentions.Of(method.Type), mentions, generated);
            case HandleKind.FieldDefinition:
                var type = assembly.Type(Metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                return Own(new CodeField(type, (FieldDefinitionHandle)handle), mentions.Of(type), mentions, generated);
            case HandleKind.MemberReference:
                return Reference(Metadata.GetMemberReference((MemberReferenceHandle)handle), mentions, generated);
            case HandleKind.MethodSpecification:
                var specification = Metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                var generic = Read(specification.Method, mentions, generated);
                var before = mentions.Types.Count;
                var arguments = specification.DecodeSignature(Names.Writing(mentions), null);
                return generic with
                {
                    Foreign = generic.Foreign is null ? null : $"{generic.Foreign}<>",
                    Text = $"{generic.Text}<{string.Join(",", arguments)}>",
                    Arguments = [.. generic.Arguments, .. mentions.Types.Skip(before)],
                };
            default:
                return new(Names.Text(handle, mentions), mentions) { Arguments = handle.Kind == HandleKind.TypeSpecification ? mentions.Types : [] };
        }
    }

    private Member Reference(MemberReference reference, Mentions mentions, GeneratedOrdinals generated)
    {
        if (reference.Parent.Kind == HandleKind.MethodDefinition)
        {
            // A call with a variable number of arguments names the method itself.
            return Read(reference.Parent, mentions, generated);
        }

        var parent = Names.Text(reference.Parent, mentions);
        var owner = Names.Definition(reference.Parent);
        var arguments = reference.Parent.Kind == HandleKind.TypeSpecification ? mentions.Types.ToArray() : [];
        var name = Metadata.GetString(reference.Name);
        if (reference.GetKind() == MemberReferenceKind.Field)
        {
            return owner?.Chain.SelectMany(t => t.Definition.GetFields().Select(f => new CodeField(t, f))).FirstOrDefault(f => f.Name == name) is { } field
                ? Own(field, parent, mentions, generated) with { Arguments = arguments }
                : new($"{parent}::{name}:{Weak(mentions, m => reference.DecodeFieldSignature(Names.Writing(m), null))}", mentions) { Arguments = arguments };
        }

        if (owner is not null)
        {
            var signature = SignatureNames.Of(reference.DecodeMethodSignature(Names.Writing(Mentions.Ignored), null));
            if (Find(owner, name, signature) is { } method)
            {
                return Own(method, parent, mentions, generated) with { Arguments = arguments };
            }

            // It must be inherited from an assembly that is not looked into. Where even that can't be, all of its assembly counts.
            if (owner.Chain[^1].Base is { Own: null, Text: "" or "System.Object" or "System.ValueType" or "System.Enum" } && !IsOfObject(name))
            {
                mentions.Package(owner.Assembly.Name);
            }
        }

        var decoded = Weak(mentions, m => SignatureNames.Of(reference.DecodeMethodSignature(Names.Writing(m), null)));
        return new($"{parent}::{name}{decoded}", mentions) { Foreign = $"{parent}::{name}", Arguments = arguments };
    }

    private static bool IsOfObject(string name) => name is "ToString" or "Equals" or "GetHashCode" or "GetType" or "MemberwiseClone" or "Finalize" or ".ctor" or "ReferenceEquals";

    /// <summary>The method of this name and signature: the class's own, or an inherited one.</summary>
    private static CodeMethod? Find(CodeType owner, string name, string signature)
    {
        foreach (var type in owner.Chain)
        {
            var named = type.Methods.Where(m => m.Name == name).ToList();
            if (named.Find(m => m.Signature == signature) is { } exact)
            {
                return exact;
            }
        }

        return null;
    }

    private static Member Own(CodeMethod method, string parent, Mentions mentions, GeneratedOrdinals generated) =>
        new(method.IsGenerated ? $"{parent}::{generated.Of(method)}" : parent == method.Type.Text ? method.Text : $"{parent}::{method.Name}{method.Signature}", mentions) { Method = method };

    private static Member Own(CodeField field, string parent, Mentions mentions, GeneratedOrdinals generated)
    {
        if (field.IsData)
        {
            return new("data", mentions) { Field = field };
        }

        var name = field.Type.IsGenerated ? generated.Of(field.Type.Assembly, field.Handle) : field.Name;
        var type = Weak(mentions, m => field.Definition.DecodeSignature(field.Type.Assembly.Names.Writing(m), null));
        return new($"{parent}::{name}:{type}", mentions) { Field = field };
    }

    private static string Weak(Mentions mentions, Func<Mentions, string> write)
    {
        var before = mentions.IsWeak;
        mentions.IsWeak = true;
        var text = write(mentions);
        mentions.IsWeak = before;
        return text;
    }
}
