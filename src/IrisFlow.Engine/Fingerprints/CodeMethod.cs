using System.Reflection;
using System.Reflection.Metadata;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>A method of an assembly that is looked into.</summary>
internal sealed class CodeMethod
{
    private string? _signature;
    private string? _text;
    private (int Generics, int Parameters)? _shape;

    public CodeMethod(CodeType type, MethodDefinitionHandle handle)
    {
        (Type, Handle) = (type, handle);
        Name = type.Assembly.Metadata.GetString(Definition.Name);
        IsGenerated = type.IsGenerated || GeneratedNames.IsGeneratedMethod(Name);
    }

    public CodeType Type { get; }

    public MethodDefinitionHandle Handle { get; }

    public string Name { get; }

    public bool IsGenerated { get; }

    public MethodDefinition Definition => Type.Assembly.Metadata.GetMethodDefinition(Handle);

    public MethodAttributes Attributes => Definition.Attributes;

    public bool IsVirtual => Attributes.HasFlag(MethodAttributes.Virtual);

    public bool IsStatic => Attributes.HasFlag(MethodAttributes.Static);

    public bool IsNewSlot => Attributes.HasFlag(MethodAttributes.NewSlot);

    public bool IsPublic => (Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    public bool HasBody => Definition.RelativeVirtualAddress != 0;

    /// <summary>Number of type parameters and of parameters: what an override has in common with what it overrides.</summary>
    public (int Generics, int Parameters) Shape => _shape ??= ReadShape(Type.Assembly.Metadata.GetBlobReader(Definition.Signature));

    /// <summary>Type parameters, parameter types and result, as a reference to the method repeats them.</summary>
    public string Signature => _signature ??= SignatureNames.Of(Definition.DecodeSignature(Type.Assembly.Names.Writing(Mentions.Ignored), null));

    /// <summary>The name in normalised code.</summary>
    public string Text => _text ??= $"{Type.Text}::{Name}{Signature}";

    public IReadOnlyList<CodeMark> Marks => Type.Assembly.Marks(Handle);

    /// <summary>The text of <c>[CodeVersion]</c> on it or on its class.</summary>
    public CodeMark? Version => CodeMark.Find(Marks, MarkKind.Version) ?? Type.Version;

    /// <summary>A name for people: <c>Iris.RemoveLongSepals.RunAsync(StepContext)</c>.</summary>
    public string Readable()
    {
        var signature = Definition.DecodeSignature(Type.Assembly.ShortNames, null);
        var generics = signature.GenericParameterCount == 0 ? "" : $"<{new string(',', signature.GenericParameterCount - 1)}>";
        var result = Name is "op_Implicit" or "op_Explicit" ? $": {signature.ReturnType}" : "";
        return $"{Type.Name}.{Name.TrimStart('.')}{generics}({string.Join(", ", signature.ParameterTypes)}){result}";
    }

    public override string ToString() => Text;

    private static (int Generics, int Parameters) ReadShape(BlobReader signature)
    {
        var header = signature.ReadSignatureHeader();
        var generics = header.IsGeneric ? signature.ReadCompressedInteger() : 0;
        return (generics, signature.ReadCompressedInteger());
    }
}
