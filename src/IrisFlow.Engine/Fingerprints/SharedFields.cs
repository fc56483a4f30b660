using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>Static fields of application code that can be set at any time: what sets them decides what code that reads them does.</summary>
internal sealed class SharedFields(CodeBase code)
{
    private readonly Lazy<Dictionary<(OwnAssembly, EntityHandle), HashSet<CodeMethod>>> _users = new(() => Find(code));

    /// <summary>The methods that set a static field, and those that call them when they are accessors.</summary>
    public IEnumerable<CodeMethod> WritersOf(CodeField field) => Users(field.Type.Assembly, field.Handle)
        .SelectMany(writer => IsAccessor(writer) ? Users(writer.Type.Assembly, writer.Handle).Prepend(writer) : [writer])
        .SelectMany(Written)
        .Distinct();

    private static bool IsAccessor(CodeMethod method) => method.IsStatic
        && (method.Name.StartsWith("set_", StringComparison.Ordinal) || method.Name.StartsWith("add_", StringComparison.Ordinal) || method.Name.StartsWith("remove_", StringComparison.Ordinal));

    private HashSet<CodeMethod> Users(OwnAssembly assembly, EntityHandle target) => _users.Value.TryGetValue((assembly, target), out var found) ? found : [];

    /// <summary>The methods in whose text a method stands: a lambda belongs to the method that its name begins with.</summary>
    private static IEnumerable<CodeMethod> Written(CodeMethod method)
    {
        if (!method.IsGenerated)
        {
            return [method];
        }

        var (type, name) = (method.Type, method.Name);
        while (type.IsGenerated && type.Outer is { } outer)
        {
            (type, name) = (outer, name.StartsWith('<') ? name : type.RawName);
        }

        var owner = name.TrimStart('<').Split('>')[0];
        return type.Methods.Where(m => !m.IsGenerated && (m.Name == owner || m.Name.EndsWith($".{owner}", StringComparison.Ordinal)));
    }

    private static Dictionary<(OwnAssembly, EntityHandle), HashSet<CodeMethod>> Find(CodeBase code)
    {
        var users = new Dictionary<(OwnAssembly, EntityHandle), HashSet<CodeMethod>>();
        foreach (var assembly in code.Assemblies.Where(a => !a.IsBuiltIn))
        {
            foreach (var handle in assembly.Metadata.MethodDefinitions)
            {
                var address = assembly.Metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
                if (address != 0)
                {
                    Find(assembly, assembly.Body(address).GetILReader(), assembly.Method(handle), users);
                }
            }
        }

        return users;
    }

    private static void Find(OwnAssembly assembly, BlobReader il, CodeMethod method, Dictionary<(OwnAssembly, EntityHandle), HashSet<CodeMethod>> users)
    {
        while (il.RemainingBytes > 0)
        {
            var instruction = Instruction.Read(ref il);
            if (instruction.Code is ILOpCode.Stsfld or ILOpCode.Ldsflda or ILOpCode.Call
                && Definition(assembly, MetadataTokens.EntityHandle((int)instruction.Value), instruction.Code == ILOpCode.Call) is { } target)
            {
                if (!users.TryGetValue(target, out var found))
                {
                    users[target] = found = [];
                }

                found.Add(method);
            }
        }
    }

    private static (OwnAssembly, EntityHandle)? Definition(OwnAssembly assembly, EntityHandle handle, bool isMethod)
    {
        if (handle.Kind is HandleKind.FieldDefinition or HandleKind.MethodDefinition)
        {
            return (assembly, handle);
        }

        if (handle.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        var reference = assembly.Metadata.GetMemberReference((MemberReferenceHandle)handle);
        if (assembly.Names.Definition(reference.Parent) is not { Assembly.IsBuiltIn: false } owner)
        {
            return null;
        }

        var name = assembly.Metadata.GetString(reference.Name);
        if (isMethod)
        {
            return owner.Methods.FirstOrDefault(m => m.Name == name) is { } found ? (owner.Assembly, found.Handle) : null;
        }

        var field = owner.Definition.GetFields().FirstOrDefault(f => owner.Assembly.Metadata.StringComparer.Equals(owner.Assembly.Metadata.GetFieldDefinition(f).Name, name));
        return field.IsNil ? null : (owner.Assembly, field);
    }
}
