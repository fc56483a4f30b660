namespace IrisFlow.Engine.Fingerprints;

/// <summary>Everything that the walk reached, on its way to a fingerprint.</summary>
/// <remarks>IrisFlow's own code is listed by class: a user is told which of it changed, not which of its thousand methods.</remarks>
internal sealed class Entries
{
    private readonly List<(string Name, string Key, string Hash)> _entries = [];
    private readonly Dictionary<string, List<string>> _builtIn = [];
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);

    /// <summary>Something that counts.</summary>
    /// <param name="name">Its name for people.</param>
    /// <param name="hash">The hash of its content, or a short text without spaces that says what it is.</param>
    public void Add(string name, string hash) => _entries.Add((name, name, hash));

    public void Add(CodeMethod method, string hash)
    {
        if (method.Type.Assembly.IsBuiltIn)
        {
            BuiltIn(method.Type, $"{method.Text} {hash}");
        }
        else
        {
            _entries.Add((method.Readable(), method.Text, hash));
        }
    }

    /// <summary>Something about a type, such as the names of an enum.</summary>
    public void Add(CodeType type, string what, string hash)
    {
        if (type.Assembly.IsBuiltIn)
        {
            BuiltIn(type, $"{what} {hash}");
        }
        else
        {
            Add(type.Name + what, hash);
        }
    }

    public void Warn(string rule, string sentence) => _warnings.Add($"{rule} {sentence}");

    public CodeFingerprint ToFingerprint()
    {
        foreach (var (type, members) in _builtIn)
        {
            members.Sort(StringComparer.Ordinal);
            var text = new CodeText();
            members.ForEach(text.Text);
            Add(type, text.Hash());
        }

        _entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name) is var order && order != 0 ? order
            : string.CompareOrdinal(a.Key, b.Key) is var second && second != 0 ? second : string.CompareOrdinal(a.Hash, b.Hash));
        var all = new CodeText();
        var listed = new List<MethodHash>(_entries.Count);
        var (before, count) = ("", 0);
        foreach (var (name, key, hash) in _entries)
        {
            all.Text(key);
            all.Text(hash);

            // Two parameter types may have one name for people; in a list for them each entry has a name of its own.
            count = name == before ? count + 1 : 1;
            before = name;
            listed.Add(new(count > 1 ? $"{name} #{count}" : name, hash.Length == 32 ? hash[..16] : hash));
        }

        return new(all.Hash(), listed, [.. _warnings]);
    }

    private void BuiltIn(CodeType type, string member)
    {
        var outermost = type;
        while (outermost.Outer is { } outer)
        {
            outermost = outer;
        }

        if (!_builtIn.TryGetValue(outermost.Name, out var members))
        {
            _builtIn[outermost.Name] = members = [];
        }

        members.Add(member);
    }
}
