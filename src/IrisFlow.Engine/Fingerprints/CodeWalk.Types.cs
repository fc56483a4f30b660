namespace IrisFlow.Engine.Fingerprints;

/// <content>What a type that is met on the way leads to.</content>
internal sealed partial class CodeWalk
{
    /// <summary>A type that reached code makes or calls: its static constructor, and what others may call on its objects.</summary>
    private void Use(CodeType type)
    {
        if (type.IsGenerated || !_types.Add(type))
        {
            return;
        }

        if (type.Version is { } version)
        {
            _outside.Freeze(type.Name, version);
            return;
        }

        if (_assemblies.Add(type.Assembly) && type.Assembly.Find("<Module>")?.StaticConstructor is { } initializer)
        {
            Reach(initializer);
        }

        if (type.StaticConstructor is { } constructor)
        {
            Reach(constructor);
        }

        foreach (var above in type.Interfaces.Append(type.Base))
        {
            above.Types.ToList().ForEach(Use);
            above.Types.Where(t => t != above.Own).ToList().ForEach(Name);
            above.Packages.ToList().ForEach(_outside.Package);
        }

        _code.Overrides.Foreign(type).ToList().ForEach(Reach);
        if (type.IsInjected)
        {
            UseMembers(type);
        }

        if (_waiting.Remove(type, out var waiting))
        {
            waiting.ForEach(Reach);
        }

        foreach (var (what, hash) in TypeFacts.OfUsed(type))
        {
            _isFrozen = false;
            _entries.Add(type, what, hash);
        }

        if (type.IsStruct)
        {
            TypeFacts.Parts(type).ToList().ForEach(Use);
        }

        DependOn(type.Marks, type.Name);
    }

    /// <summary>A type that code names as such: the framework may make one, and may write out its names.</summary>
    private void Name(CodeType type)
    {
        Use(type);
        if (type.IsGenerated || type.Version is not null || !_named.Add(type))
        {
            return;
        }

        if (type.Methods.FirstOrDefault(m => m is { Name: ".ctor", Shape.Parameters: 0 }) is { } constructor)
        {
            Reach(constructor);
        }

        foreach (var (what, hash) in TypeFacts.OfNamed(type))
        {
            _entries.Add(type, what, hash);
        }
    }

    /// <summary>A type whose members or whose memory is looked at.</summary>
    private void UseAs(CodeType type, OpenUse use)
    {
        if (use.HasFlag(OpenUse.Reflected) && !type.Assembly.IsBuiltIn && _once.Add((type, "reflected")))
        {
            UseWhole(type);
            if (TypeFacts.OfWhole(type) is { } members)
            {
                _entries.Add(type, ": members", members);
            }

            foreach (var part in type.IsAbstract || type.IsInterface ? _code.Descendants(type) : TypeFacts.Parts(type))
            {
                UseAs(part, OpenUse.Reflected);
            }
        }

        if (use.HasFlag(OpenUse.Laid) && type.IsStruct && _once.Add((type, "laid")))
        {
            _entries.Add(type, ": layout", TypeFacts.Layout(type));
            TypeFacts.Parts(type).ToList().ForEach(part => UseAs(part, OpenUse.Laid));
        }
    }

    /// <summary>What binding by reflection calls: constructors, and what reads and sets properties.</summary>
    private void UseMembers(CodeType type)
    {
        foreach (var method in type.Chain.SelectMany(t => t.Methods))
        {
            if (method.Name == ".ctor" && method.Type == type || method.IsPublic && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal)))
            {
                Reach(method);
            }
        }
    }

    /// <summary>A type with all its methods, and those of all that derive from it where it can't be made itself.</summary>
    private void UseWhole(CodeType type)
    {
        foreach (var each in type.IsAbstract || type.IsInterface ? _code.Descendants(type) : [type])
        {
            Name(each);
            if (!each.IsGenerated && each.Version is null && _once.Add((each, "whole")))
            {
                each.Chain.SelectMany(t => t.Methods).Where(m => !m.IsGenerated).ToList().ForEach(Reach);
            }
        }
    }
}
