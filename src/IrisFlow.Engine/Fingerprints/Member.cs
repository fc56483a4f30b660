using System.Reflection;
using System.Reflection.Metadata;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>A method, a field or a type as an instruction names it.</summary>
/// <param name="Text">Its name in normalised code.</param>
/// <param name="Mentions">The types that it leads to.</param>
internal sealed record Member(string Text, Mentions Mentions)
{
    /// <summary>The method, when it is looked into.</summary>
    public CodeMethod? Method { get; init; }

    /// <summary>The field, when it is looked into.</summary>
    public CodeField? Field { get; init; }

    /// <summary>For a method that is not looked into: <c>System.Type::GetType</c>.</summary>
    public string? Foreign { get; init; }

    /// <summary>The types that stand as type arguments.</summary>
    public IReadOnlyList<CodeType> Arguments { get; init; } = [];
}

/// <summary>A field of an assembly that is looked into.</summary>
internal sealed record CodeField(CodeType Type, FieldDefinitionHandle Handle)
{
    public FieldDefinition Definition => Type.Assembly.Metadata.GetFieldDefinition(Handle);

    public string Name => Type.Assembly.Metadata.GetString(Definition.Name);

    /// <summary>True when the compiler laid its value down in the file.</summary>
    public bool IsData => Definition.Attributes.HasFlag(FieldAttributes.HasFieldRVA);

    /// <summary>True when any code may give it another value at any time.</summary>
    public bool IsShared => Definition.Attributes.HasFlag(FieldAttributes.Static) && (Definition.Attributes & (FieldAttributes.InitOnly | FieldAttributes.Literal)) == 0 && !IsData;

    /// <summary>The value that the compiler laid down.</summary>
    public byte[] Data => Type.Assembly.Data(Definition.GetRelativeVirtualAddress(), Size());

    private int Size()
    {
        var signature = Type.Assembly.Metadata.GetBlobReader(Definition.Signature);
        signature.ReadSignatureHeader();
        var code = signature.ReadSignatureTypeCode();
        return code switch
        {
            SignatureTypeCode.Boolean or SignatureTypeCode.SByte or SignatureTypeCode.Byte => 1,
            SignatureTypeCode.Char or SignatureTypeCode.Int16 or SignatureTypeCode.UInt16 => 2,
            SignatureTypeCode.Int32 or SignatureTypeCode.UInt32 or SignatureTypeCode.Single => 4,
            SignatureTypeCode.TypeHandle when Type.Assembly.Names.Definition(signature.ReadTypeHandle()) is { } own => own.Definition.GetLayout().Size,
            _ => 8,
        };
    }
}
