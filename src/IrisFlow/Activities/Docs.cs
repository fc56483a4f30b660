using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IrisFlow;

/// <summary>Documentation comments from the XML file that the compiler puts beside an assembly: help is written once.</summary>
internal static partial class Docs
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> Files = new();

    public static string Summary(Type type) => Find(type.Assembly, $"T:{NameOf(type)}");

    public static string Example(Type type) => Find(type.Assembly, $"T:{NameOf(type)}", "example");

    public static string Summary(PropertyInfo property) =>
        Find(property.DeclaringType!.Assembly, $"P:{NameOf(property.DeclaringType!)}.{property.Name}");

    public static string Summary(FieldInfo field) => Find(field.DeclaringType!.Assembly, $"F:{NameOf(field.DeclaringType!)}.{field.Name}");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string Find(Assembly assembly, string member, string part = "summary") =>
        Files.GetOrAdd(assembly, Load).GetValueOrDefault($"{part} {member}", "");

    private static Dictionary<string, string> Load(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        if (path.Length == 0 || !File.Exists(path))
        {
            return [];
        }

        var parts =
            from member in XDocument.Load(path).Descendants("member")
            from part in new[] { member.Element("summary"), member.Element("example") }
            where part is not null
            select KeyValuePair.Create($"{part.Name.LocalName} {member.Attribute("name")!.Value}", Text(part));
        return new(parts, StringComparer.Ordinal);
    }

    private static string Text(XElement summary) =>
        Space().Replace(string.Concat(summary.Nodes().Select(n => n switch
        {
            XElement e when e.Attribute("cref") is { } cref => LastName(cref.Value),
            XElement e when e.Attribute("name") is { } name => name.Value,
            XElement e when e.Attribute("langword") is { } word => word.Value,
            XElement e => e.Value,
            _ => n.ToString().Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal),
        })), " ").Trim();

    // From T:IrisFlow.In`1 or M:IrisFlow.Table.Slice(System.Int32,System.Int32) only the name is for people.
    private static string LastName(string cref)
    {
        var path = cref.Split('(', '`')[0];
        return path[(path.LastIndexOfAny(['.', ':']) + 1)..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
