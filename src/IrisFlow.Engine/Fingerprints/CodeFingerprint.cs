namespace IrisFlow.Engine.Fingerprints;

/// <summary>What stands for the code of a step in its key, and what it is made of.</summary>
/// <param name="Hash">32 hexadecimal characters: the same code gives the same hash on every machine.</param>
/// <param name="Methods">Everything that was reached, sorted by name: methods, read-only data, resources, packages, the runtime.</param>
/// <param name="Warnings">What could not be seen into, each with its rule and the method it stands in.</param>
internal sealed record CodeFingerprint(string Hash, IReadOnlyList<MethodHash> Methods, IReadOnlyList<string> Warnings);

/// <summary>A class as reflection names it, and the assembly it is in.</summary>
/// <param name="Assembly">The assembly's name without version.</param>
/// <param name="FullName">Namespace and name; a nested class is <c>Outer+Inner</c>.</param>
internal sealed record ClassName(string Assembly, string FullName)
{
    public static ClassName Of(Type type)
    {
        var definition = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        return new(definition.Assembly.GetName().Name!, definition.FullName!);
    }

    public override string ToString() => $"{FullName}, {Assembly}";
}

/// <summary>Where the walk through the code of a step begins.</summary>
/// <param name="Activity">The class of the activity.</param>
/// <param name="Kinds">The classes of the kinds in its parameters.</param>
/// <param name="Ports">What its ports carry.</param>
internal sealed record CodeRoots(ClassName Activity, IReadOnlyList<ClassName> Kinds, IReadOnlyList<ClassName> Ports)
{
    /// <summary>The same text for the same roots.</summary>
    public override string ToString() => string.Join('\n',
        [Activity.ToString(), .. Kinds.Select(k => $"kind {k}").Distinct().Order(StringComparer.Ordinal), .. Ports.Select(p => $"port {p}").Distinct().Order(StringComparer.Ordinal)]);
}
