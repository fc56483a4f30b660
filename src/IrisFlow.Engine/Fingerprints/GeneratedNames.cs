namespace IrisFlow.Engine.Fingerprints;

/// <summary>The names that the C# compiler makes up: they count members and lambdas, so unrelated code changes them.</summary>
internal static class GeneratedNames
{
    /// <summary>Closures, state machines, anonymous types and the like.</summary>
    public static bool IsGeneratedType(string name) => name.StartsWith('<') && name != "<Module>" && !IsFileLocal(name);

    /// <summary>Lambdas and local functions. A record's <c>Clone</c> and a program's <c>Main</c> have names that stay.</summary>
    public static bool IsGeneratedMethod(string name) => name.StartsWith('<') && !name.EndsWith(">$", StringComparison.Ordinal);

    /// <summary>A type of one file is named after a hash of the file's path.</summary>
    public static string Readable(string name)
    {
        var end = IsFileLocal(name) ? name.IndexOf('>', StringComparison.Ordinal) : -1;
        return end < 0 ? name : $"{name[1..end]}:{name[(name.IndexOf("__", end, StringComparison.Ordinal) + 2)..]}";
    }

    // <File>F0123...__Name
    private static bool IsFileLocal(string name) =>
        name.StartsWith('<') && name.IndexOf(">F", StringComparison.Ordinal) is > 0 and var end && name.IndexOf("__", end, StringComparison.Ordinal) is var gap && gap - end > 40;
}
