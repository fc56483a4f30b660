using System.Reflection;
using System.Reflection.Metadata;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>What decides how code behaves and yet stands in no method: names of an enum, the layout of a struct, attributes that are read.</summary>
internal static class TypeFacts
{
    /// <summary>What counts once objects of the type are used.</summary>
    public static IEnumerable<(string What, string Hash)> OfUsed(CodeType type)
    {
        if (type.Definition.Attributes.HasFlag(TypeAttributes.ExplicitLayout) || HasAttribute(type, "System.Runtime.CompilerServices.InlineArrayAttribute"))
        {
            yield return (": layout", Layout(type));
        }

        if (!type.Assembly.IsBuiltIn && type.Chain[^1].BaseText == "System.Attribute")
        {
            yield return (": where it stands", Uses(type));
        }
    }

    /// <summary>What counts once the type itself is named: its values may be written out.</summary>
    public static IEnumerable<(string What, string Hash)> OfNamed(CodeType type)
    {
        if (type.IsEnum)
        {
            yield return (": names", EnumNames(type));
        }
    }

    /// <summary>The names and attributes of the members, in order, as a serialiser sees them; null when the type has none.</summary>
    public static string? OfWhole(CodeType type)
    {
        if (type.IsEnum || type.IsInterface)
        {
            return null;
        }

        var metadata = type.Assembly.Metadata;
        var text = new CodeText();
        foreach (var handle in type.Definition.GetProperties())
        {
            var property = metadata.GetPropertyDefinition(handle);
            text.Text(metadata.GetString(property.Name));
            Attributes(type.Assembly, property.GetCustomAttributes(), text);
        }

        foreach (var handle in type.Definition.GetFields())
        {
            var field = metadata.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public)
            {
                text.Text(metadata.GetString(field.Name));
                Attributes(type.Assembly, field.GetCustomAttributes(), text);
            }
        }

        Attributes(type.Assembly, type.Definition.GetCustomAttributes(), text);
        return text.IsEmpty ? null : text.Hash();
    }

    /// <summary>The types of the instance fields that are looked into.</summary>
    public static IEnumerable<CodeType> Parts(CodeType type)
    {
        var mentions = new Mentions(null);
        foreach (var handle in type.Definition.GetFields())
        {
            var field = type.Assembly.Metadata.GetFieldDefinition(handle);
            if (!field.Attributes.HasFlag(FieldAttributes.Static))
            {
                field.DecodeSignature(type.Assembly.Names.Writing(mentions), null);
            }
        }

        return mentions.Types.Where(t => t != type && !t.IsGenerated).Distinct();
    }

    /// <summary>The fields in order, and where they lie.</summary>
    public static string Layout(CodeType type)
    {
        var text = new CodeText();
        text.Number((int)(type.Definition.Attributes & TypeAttributes.LayoutMask));
        text.Number(type.Definition.GetLayout().Size);
        text.Number(type.Definition.GetLayout().PackingSize);
        foreach (var handle in type.Definition.GetFields())
        {
            var field = type.Assembly.Metadata.GetFieldDefinition(handle);
            if (!field.Attributes.HasFlag(FieldAttributes.Static))
            {
                text.Text(type.Assembly.Metadata.GetString(field.Name));
                text.Text(field.DecodeSignature(type.Assembly.Names.Writing(Mentions.Ignored), null));
                text.Number(field.GetOffset());
            }
        }

        foreach (var handle in type.Definition.GetCustomAttributes())
        {
            var attribute = type.Assembly.Metadata.GetCustomAttribute(handle);
            if (NameOf(type.Assembly, attribute) == "System.Runtime.CompilerServices.InlineArrayAttribute")
            {
                text.Bytes(type.Assembly.Metadata.GetBlobReader(attribute.Value).ReadBytes(type.Assembly.Metadata.GetBlobReader(attribute.Value).Length));
            }
        }

        return text.Hash();
    }

    private static string EnumNames(CodeType type)
    {
        var metadata = type.Assembly.Metadata;
        var text = new CodeText();
        var values = type.Definition.GetFields()
            .Select(metadata.GetFieldDefinition)
            .Where(f => !f.GetDefaultValue().IsNil)
            .Select(f => (Name: metadata.GetString(f.Name), Value: Convert.ToHexString(metadata.GetBlobBytes(metadata.GetConstant(f.GetDefaultValue()).Value))))
            .OrderBy(f => f.Value, StringComparer.Ordinal)
            .ThenBy(f => f.Name, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            text.Text(name);
            text.Text(value);
        }

        text.Short(HasAttribute(type, "System.FlagsAttribute") ? 1 : 0);
        return text.Hash();
    }

    /// <summary>Every place where an attribute stands, and its arguments there.</summary>
    private static string Uses(CodeType attributeType)
    {
        var places = new List<string>();
        foreach (var assembly in attributeType.Assembly.Code.Assemblies)
        {
            foreach (var handle in assembly.Metadata.CustomAttributes)
            {
                var attribute = assembly.Metadata.GetCustomAttribute(handle);
                if (NameOf(assembly, attribute) == attributeType.Text)
                {
                    places.Add($"{Place(assembly, attribute.Parent)} {Convert.ToHexString(assembly.Metadata.GetBlobBytes(attribute.Value))}");
                }
            }
        }

        places.Sort(StringComparer.Ordinal);
        var text = new CodeText();
        places.ForEach(text.Text);
        return text.Hash();
    }

    private static string Place(OwnAssembly assembly, EntityHandle parent)
    {
        var metadata = assembly.Metadata;
        return parent.Kind switch
        {
            HandleKind.TypeDefinition => assembly.Type((TypeDefinitionHandle)parent).Text,
            HandleKind.MethodDefinition => assembly.Method((MethodDefinitionHandle)parent).Text,
            HandleKind.FieldDefinition when metadata.GetFieldDefinition((FieldDefinitionHandle)parent) is var field =>
                $"{assembly.Type(field.GetDeclaringType()).Text}::{metadata.GetString(field.Name)}",
            HandleKind.PropertyDefinition => metadata.GetString(metadata.GetPropertyDefinition((PropertyDefinitionHandle)parent).Name),
            _ => parent.Kind.ToString(),
        };
    }

    private static void Attributes(OwnAssembly assembly, CustomAttributeHandleCollection attributes, CodeText text)
    {
        foreach (var handle in attributes)
        {
            var attribute = assembly.Metadata.GetCustomAttribute(handle);
            text.Text(NameOf(assembly, attribute));
            text.Bytes(assembly.Metadata.GetBlobBytes(attribute.Value));
        }
    }

    private static bool HasAttribute(CodeType type, string name) => type.Definition.GetCustomAttributes().Any(h => NameOf(type.Assembly, type.Assembly.Metadata.GetCustomAttribute(h)) == name);

    private static string NameOf(OwnAssembly assembly, CustomAttribute attribute) => assembly.Names.Of(CodeMark.AttributeType(assembly.Metadata, attribute.Constructor)).Text;
}
