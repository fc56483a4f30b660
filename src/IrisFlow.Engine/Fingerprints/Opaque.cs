namespace IrisFlow.Engine.Fingerprints;

/// <summary>Calls into the framework behind which code runs that a walk through the code can't see.</summary>
internal static class Opaque
{
    private static readonly Dictionary<string, string> Rules = new()
    {
        ["System.Type::GetType"] = "IF910",
        ["System.Type::InvokeMember"] = "IF910",
        ["System.Reflection.MethodBase::Invoke"] = "IF910",
        ["System.Reflection.MethodInfo::Invoke"] = "IF910",
        ["System.Reflection.MethodInfo::CreateDelegate"] = "IF910",
        ["System.Reflection.MethodInfo::CreateDelegate<>"] = "IF910",
        ["System.Reflection.ConstructorInfo::Invoke"] = "IF910",
        ["System.Reflection.MethodInvoker::Invoke"] = "IF910",
        ["System.Reflection.ConstructorInvoker::Invoke"] = "IF910",
        ["System.Reflection.PropertyInfo::GetValue"] = "IF910",
        ["System.Reflection.PropertyInfo::SetValue"] = "IF910",
        ["System.Reflection.Assembly::CreateInstance"] = "IF910",
        ["System.Reflection.Assembly::GetType"] = "IF910",
        ["System.Reflection.Assembly::GetTypes"] = "IF910",
        ["System.Reflection.Assembly::GetExportedTypes"] = "IF910",
        ["System.Reflection.Assembly::get_DefinedTypes"] = "IF910",
        ["System.Reflection.Assembly::get_ExportedTypes"] = "IF910",
        ["System.Delegate::CreateDelegate"] = "IF910",
        ["System.Delegate::DynamicInvoke"] = "IF910",
        ["System.Runtime.CompilerServices.RuntimeHelpers::GetUninitializedObject"] = "IF910",
        ["System.Linq.Expressions.LambdaExpression::Compile"] = "IF914",
        ["System.Linq.Expressions.LambdaExpression::CompileToMethod"] = "IF914",
    };

    /// <summary>The rule that a call breaks, or null.</summary>
    public static string? RuleOf(string method)
    {
        if (Rules.TryGetValue(method, out var rule))
        {
            return rule;
        }

        return method switch
        {
            // The generic form names the type it makes; there it is seen.
            "System.Activator::CreateInstance" or "System.Activator::CreateInstanceFrom" => "IF910",
            _ when Is(method, "System.Reflection.Assembly::Load", "System.Runtime.Loader.AssemblyLoadContext::Load", "System.Reflection.CustomAttributeExtensions::") => "IF910",
            _ when Is(method, "Microsoft.CSharp.RuntimeBinder.Binder::") => "IF911",
            _ when Is(method, "System.Runtime.InteropServices.NativeLibrary::", "System.Runtime.InteropServices.Marshal::GetDelegateForFunctionPointer") => "IF912",
            // The generic forms name the type whose members they read; there they are seen.
            _ when Is(method, "System.Text.Json.JsonSerializer::") && !method.EndsWith("<>", StringComparison.Ordinal) => "IF910",
            _ when Is(method, "System.Reflection.Emit.") => "IF914",
            _ when Is(method, "System.Linq.Expressions.Expression`1<") && method.EndsWith("::Compile", StringComparison.Ordinal) => "IF914",
            _ => null,
        };
    }

    /// <summary>True for calls that read an embedded resource.</summary>
    public static bool ReadsResource(string method) => method is "System.Reflection.Assembly::GetManifestResourceStream" or "System.Reflection.Assembly::GetManifestResourceInfo"
        or "System.Reflection.Assembly::GetManifestResourceNames" or "System.Resources.ResourceManager::.ctor";

    /// <summary>True for calls that read attributes; of an attribute class that is looked into, all uses count.</summary>
    public static bool ReadsAttributes(string method) => Is(method, "System.Reflection.CustomAttributeExtensions::");

    /// <summary>True for libraries that look at the members of the types they are given: serialisers, validators, whatever comes in packages.</summary>
    public static bool ReadsMembers(string method) =>
        method.StartsWith('[') || Is(method, "System.Text.Json.", "System.Xml.", "System.Runtime.Serialization.", "System.ComponentModel.", "System.Net.Http.Json.");

    /// <summary>True for calls that see how the fields of a struct lie in memory.</summary>
    public static bool ReadsMemory(string method) =>
        Is(method, "System.Runtime.InteropServices.MemoryMarshal::", "System.Runtime.InteropServices.Marshal::", "System.Runtime.CompilerServices.Unsafe::");

    /// <summary>For people: <c>Type.GetType</c>.</summary>
    public static string Readable(string method)
    {
        var end = method.IndexOf("::", StringComparison.Ordinal);
        var type = method[..end].Split('<')[0];
        return $"{type[(type.LastIndexOf('.') + 1)..].Split('`')[0]}.{method[(end + 2)..].TrimStart('.').Replace("<>", "", StringComparison.Ordinal)}";
    }

    private static bool Is(string method, params ReadOnlySpan<string> beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (method.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
