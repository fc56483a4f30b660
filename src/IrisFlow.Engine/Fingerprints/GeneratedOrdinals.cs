using System.Reflection.Metadata;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>Names for what the compiler generated for one method: numbers in the order in which the method meets them.</summary>
/// <remarks>
/// So a lambda belongs to the method it stands in, and keeps its name when other lambdas, members or classes come and go. What was met
/// is written out once, after the method.
/// </remarks>
internal sealed class GeneratedOrdinals
{
    private readonly Dictionary<(OwnAssembly, EntityHandle), string> _known = [];
    private readonly Queue<(string Name, CodeType? Type, CodeMethod? Method)> _toWrite = new();

    public string Of(CodeType type) => Of(type.Assembly, type.Handle, out var isNew) is var name && isNew ? Later(name, type, null) : name;

    public string Of(CodeMethod method)
    {
        var name = Of(method.Type.Assembly, method.Handle, out var isNew);
        return isNew ? Later(name, null, method) : name;
    }

    public string Of(OwnAssembly assembly, FieldDefinitionHandle field) => Of(assembly, field, out _);

    /// <summary>Forgets all: another method begins.</summary>
    public void Clear() => _known.Clear();

    /// <summary>What was met and is not written out yet.</summary>
    public bool TryTake(out (string Name, CodeType? Type, CodeMethod? Method) next) => _toWrite.TryDequeue(out next);

    private string Later(string name, CodeType? type, CodeMethod? method)
    {
        _toWrite.Enqueue((name, type, method));
        return name;
    }

    private string Of(OwnAssembly assembly, EntityHandle handle, out bool isNew)
    {
        isNew = !_known.TryGetValue((assembly, handle), out var name);
        return isNew ? _known[(assembly, handle)] = $"<{_known.Count}>" : name!;
    }
}
